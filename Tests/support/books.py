"""The demo's books, made once for all parts of `make test` that begin with them."""
import os, shutil


def copy(folder):
    """Lays the books that COMMONS_TEST_DEMO names into a data folder; `commons demo` then only says how to sign in.
    Where none are named the folder stays as it is, and `commons demo` makes its own."""
    made = os.environ.get("COMMONS_TEST_DEMO")
    if made:
        shutil.copytree(made, folder, dirs_exist_ok=True)
