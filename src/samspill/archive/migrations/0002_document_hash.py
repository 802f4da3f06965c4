from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='delivery', name='one_delivery_per_text'),
        migrations.RenameField(model_name='delivery', old_name='text_hash', new_name='document_hash'),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('conversation', 'document_hash'), name='one_delivery_per_document'),
        ),
    ]
