-- Who may read what a job puts on paper: whoever has the right, and, where somebody is named, they too on the day it was
-- printed. null: whoever is signed in. Reports of before are read by whoever may read a Z.
ALTER TABLE print_job ADD COLUMN needs TEXT;
ALTER TABLE print_job ADD COLUMN own_staff_id INTEGER;
UPDATE print_job SET needs = 'report:z' WHERE kind = 'report';
