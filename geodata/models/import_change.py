"""What an import did to which row, so that it can be undone."""

from django.db import models
from django.db.models import CheckConstraint, Q

from .import_run import ImportRun


class ImportChange(models.Model):
    """One row updated (u) or removed (d) by a run; rows it created are those that still carry its run_id.

    before: the columns of the row as text, as they were. Written and read in sql/install/import_stage.sql and
    import_undo.sql.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    table_name = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    op = models.CharField(max_length=1)
    before = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_id"], name="importchange_row")]
        constraints = [CheckConstraint(condition=Q(op__in=["u", "d"]), name="importchange_op_known")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.op} {self.table_name} {self.row_id}"
