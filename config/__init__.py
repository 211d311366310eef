"""How it runs. Tasks find the background here as soon as anything of the project is loaded."""

from config.celery import app as celery_app

__all__ = ("celery_app",)
