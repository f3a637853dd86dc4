-- Spreads the schema over a Citus cluster by program. Run it on the coordinator, as the owner of the tables, after each
-- migration; what is spread already stays. The first time the tables are empty: rows under row level security do not
-- move. `loyalty.` stands for the schema.

-- The triggers look at the row they are fired for and nothing else, so they mean the same on every node.
SET citus.enable_unsafe_triggers = on;
SET citus.multi_shard_modify_mode = 'sequential';
SET client_min_messages = warning;
DO $$
DECLARE
    name text;
    f regprocedure;
BEGIN
    FOREACH name IN ARRAY ARRAY['member', 'program', 'rules', 'profile', 'card', 'membership', 'purchase', 'stamp',
                                'reward', 'entry', 'handle', 'reply', 'reason', 'gram'] LOOP
        IF NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = ('loyalty.' || name)::regclass) THEN
            PERFORM create_distributed_table('loyalty.' || name, 'program',
                colocate_with => CASE name WHEN 'member' THEN 'none' ELSE 'loyalty.member' END);
        END IF;
    END LOOP;
    FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'loyalty'::regnamespace LOOP
        PERFORM create_distributed_function(f);
    END LOOP;
    -- What the engine calls runs whole on the node that holds its program.
    FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'loyalty'::regnamespace
             AND p.proargnames[1:2] = ARRAY['schema_version', 'p'] AND p.proname <> 'enter' LOOP
        PERFORM create_distributed_function(f, 'p', colocate_with => 'loyalty.member');
    END LOOP;
    -- Citus routes a statement by the program it is called with, which a plan for any program does not know.
    FOR f IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'loyalty'::regnamespace
             AND p.proname IN ('load', 'commit') LOOP
        EXECUTE format('ALTER FUNCTION %s RESET plan_cache_mode', f);
    END LOOP;
    EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I SET plan_cache_mode = force_custom_plan', current_database());
END $$;
