# A small image: the program, the libraries that it loads, certificates, and a shell for CI jobs. Nothing else is in it.
#
#   docker build --tag skillaudit .
#   docker run --rm --volume "$PWD:/repository" skillaudit
FROM swift:6.3-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends busybox-static ca-certificates libgit2-dev make pkg-config \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN make build && ci/image/collect.sh .build/release/skillaudit /image

FROM scratch
COPY --from=build /image /
USER 65534:65534
WORKDIR /repository
ENTRYPOINT ["/usr/bin/skillaudit"]
CMD ["."]
