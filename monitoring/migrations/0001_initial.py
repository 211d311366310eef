from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(verbose_name='último latido')),
            ],
            options={
                'verbose_name': 'latido',
                'verbose_name_plural': 'latidos',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='heartbeat_single', violation_error_message='Hay un solo latido.')],
            },
        ),
    ]
