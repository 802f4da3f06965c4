from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_corrections'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreedplan',
            name='reopened_at',
            field=models.DateTimeField(null=True),
        ),
    ]
