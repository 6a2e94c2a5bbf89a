"""Hashed, compressed static files whose ES module imports are rewritten too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """The manifest storage with module import rewriting (Django leaves it off)."""

    support_js_module_import_aggregation = True
