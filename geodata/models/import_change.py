"""What an import did to which row, so that it can be undone."""

from django.db import models
from django.db.models import CheckConstraint, Q

from .import_run import ImportRun


class ImportChange(models.Model):
    """One row created (c), updated (u) or removed (d) by a run; written by geodata_store_stage and read by geodata_undo_changes.

    before: the columns of an updated or removed row as text, as they were. digest: what the run left behind, to notice edits.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    table_name = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    op = models.CharField(max_length=1)
    before = models.JSONField(null=True)
    digest = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_id"], name="importchange_row")]
        constraints = [CheckConstraint(condition=Q(op__in=["c", "u", "d"]), name="importchange_op_known")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.op} {self.table_name} {self.row_id}"
