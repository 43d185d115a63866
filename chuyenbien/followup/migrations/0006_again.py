from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0005_attendance'),
    ]

    operations = [
        migrations.AddField(
            model_name='takenstep',
            name='again',
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
