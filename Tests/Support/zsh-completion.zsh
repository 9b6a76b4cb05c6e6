# zsh-completion.zsh FOLDER LINE WORD: types LINE and a tab into an interactive zsh that finds completions in FOLDER, and ends well once WORD stands there.
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PROMPT=; fpath=('$1' \$fpath); autoload -Uz compinit; compinit -u -D; print rea''dy"
zpty -r -m shell seen '*ready*'
zpty -w -n shell "$2"$'\t'
zpty -r -m shell seen "*$3*"
