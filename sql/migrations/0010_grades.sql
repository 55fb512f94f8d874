-- (to be filled on this branch before it lands)
DO $$ BEGIN NULL; END $$;
