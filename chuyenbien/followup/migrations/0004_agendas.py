"""An item of an agenda has all its reasons, and the day by which it is to be done; a meeting says what it looks for."""

import django.core.validators
from django.db import migrations, models


def list_the_reason(apps, schema_editor):
    items = apps.get_model("followup", "MeetingItem").objects
    for reason in items.order_by().values_list("reason", flat=True).distinct():
        items.filter(reason=reason).update(reasons=[reason])


def keep_the_first(apps, schema_editor):
    for item in apps.get_model("followup", "MeetingItem").objects.iterator():
        item.reason = (item.reasons or ["chosen"])[0]
        item.save(update_fields=["reason"])


class Migration(migrations.Migration):
    dependencies = [
        ('followup', '0003_ladders'),
        ('orgs', '0003_calendar_days'),
        ('remediation', '0007_kept_signal'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='reply_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days before a reply'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='silent_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days without a report'),
        ),
        migrations.AddField(
            model_name='meetingitem',
            name='promised_on',
            field=models.DateField(blank=True, null=True, verbose_name='to be done by'),
        ),
        migrations.AddField(
            model_name='meetingitem',
            name='reasons',
            field=models.JSONField(default=list, help_text='values of ItemReason, in their order'),
        ),
        migrations.RunPython(list_the_reason, keep_the_first),
        migrations.AlterField(
            model_name='meetingitem',
            name='reason',
            field=models.CharField(default='chosen', max_length=10),
        ),
        migrations.RemoveField(
            model_name='meetingitem',
            name='reason',
        ),
        migrations.AddIndex(
            model_name='meetingitem',
            index=models.Index(condition=models.Q(('promised_on__isnull', False)), fields=['action', '-decided_at'], name='followup_promises'),
        ),
    ]
