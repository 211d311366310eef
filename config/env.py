"""What the machine tells the settings: variables, or a file `.env` beside manage.py."""

import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def required(name: str, meaning: str) -> str:
    """The value of `name`, or a refusal that says in one sentence what is missing and what it is for."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: {meaning}.")
    return value


def whole_number(name: str, default: int) -> int:
    try:
        return env.int(name, default=default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from None


def yes_or_no(name: str, *, default: bool) -> bool:
    value = env.str(name, default=str(default)).strip().lower()
    if value not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} must be true or false.")
    return value == "true"


def database(default: str) -> dict[str, Any]:
    """Django's settings of the database at DATABASE_URL: PostgreSQL for many, SQLite for one machine."""
    url = env.str("DATABASE_URL", default="").strip() or default
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
    return env.db_url_config(url)


def redis() -> str:
    """Address of Redis, or nothing where files do its work."""
    url = env.str("REDIS_URL", default="").strip()
    if url and not url.startswith(("redis://", "rediss://")):
        raise ImproperlyConfigured("REDIS_URL must begin with redis:// or rediss://.")
    return url


def var_folder() -> Path:
    """Where everything is kept that changes: database, files, queue, secret. Made on first use, for this user only."""
    return made((BASE_DIR / env.str("MESAS_VAR", default="var")).resolve())


def made(folder: Path) -> Path:
    """The same folder, which now exists and is closed to others."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def kept_secret(folder: Path) -> str:
    """A secret made once for this installation, so that a second start keeps people signed in."""
    path = folder / "secret"
    if not path.exists():
        fresh = folder / f"secret.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            path.hardlink_to(fresh)  # two starts at once agree on the one that came first
        except FileExistsError:
            return path.read_text()
        finally:
            fresh.unlink()
    return path.read_text()
