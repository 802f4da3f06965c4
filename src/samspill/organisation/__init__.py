"""Units, employments and who leads whom, by date; and the import that keeps them in step with HR's system.

Leadership is a dated fact computed from the export: the leader named on the position, else the unit's, else (for the
unit's own leader) the parent unit's. Where there is none, none is guessed: the person stands in HR's list with the
reason. Access anywhere in the product is judged from these facts as they are today.
"""
