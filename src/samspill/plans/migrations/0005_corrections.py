import django.db.models.deletion
import samspill.foundation.clock
import samspill.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


def tell_documents_by_their_text(apps, schema_editor):
    """What is agreed already has no corrections: its document is told by the hash of its text."""
    plans = apps.get_model('plans', 'AgreedPlan').objects.exclude(text_hash='')
    plans.update(document_hash=models.F('text_hash'))


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_usefulness'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='agreedplan',
            name='document_hash',
            field=models.CharField(blank=True, default='', max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(tell_documents_by_their_text, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=samspill.foundation.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='proposed', max_length=10)),
                ('capacity', models.CharField(max_length=10)),
                ('proposed_at', models.DateTimeField(default=samspill.foundation.clock.now)),
                ('answered_at', models.DateTimeField(null=True)),
                ('text_hash', models.CharField(blank=True, max_length=64)),
                ('voided_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='plans.agreedplan')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed'), ('voided_at__isnull', True)), fields=('plan', 'field'), name='one_correction_at_a_time')],
            },
        ),
    ]
