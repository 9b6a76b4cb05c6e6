setup.py
setup(install_requires=["PyJWT>=2", 'x'], extras_require={"a": ["b>=1"]})
