# Two commands: `make run` and `make test`. The rest is for those who build here.
.PHONY: run test build web core check clean

run:
	@bin/setup run
	@bin/build release
	@bin/serve

test:
	@bin/setup test
	@bin/test $(if $(ALL),--all)

build:
	@bin/setup run
	@bin/build release

clean:
	rm -rf .build .build-core .build-wasm .build-web web/dist web/generated
