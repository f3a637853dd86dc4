//! A twin of a schema: the same tables with the same rows and indexes, in which plain SQL does again what was done in
//! the first one. What has to be done is found by comparing them, so no figure and no column is known here.

use std::path::Path;
use std::time::Duration;

use super::programs::Psql;

/// Two schemas and, once compared, the rows in which they differ.
pub struct Twin {
    /// Sees all rows, whatever their policies say.
    admin: Psql,
    first: String,
    tables: Vec<Table>,
}

/// A table with a key, as both schemas have it.
struct Table {
    name: String,
    key: Vec<String>,
    /// The columns that are written; the others follow from them.
    columns: Vec<String>,
}

const SECOND: &str = "bench_twin";
/// Where the differing rows are laid out: `new_…`, `changed_…` and `gone_…` for each table.
const STAGE: &str = "bench_stage";

impl Twin {
    /// Makes the twin, with every row the first one has now.
    pub fn make(admin_url: &str, first: &str) -> Twin {
        let admin = Psql::new(admin_url);
        let tables = tables(&admin, first);
        assert!(!tables.is_empty(), "schema {first} has no tables");
        admin.run(&[&format!("DROP SCHEMA IF EXISTS {SECOND} CASCADE; CREATE SCHEMA {SECOND}")]);
        let twin = Twin { admin, first: first.to_owned(), tables };
        for table in &twin.tables {
            let name = &table.name;
            twin.admin.run(&[
                &format!("CREATE TABLE {SECOND}.{name} (LIKE {first}.{name} INCLUDING ALL)"),
                &table.storage(first),
                &table.insert(&format!("{first}.{name}")),
            ]);
        }
        twin.settle_down();
        twin
    }

    /// Lays out the rows in which the twin differs from the first schema, in the order in which they were written.
    pub fn compare(&self) {
        let first = &self.first;
        self.admin.run(&[&format!("DROP SCHEMA IF EXISTS {STAGE} CASCADE; CREATE SCHEMA {STAGE}")]);
        for table in &self.tables {
            let (name, same, columns) = (&table.name, table.same("a", "b"), table.list("a."));
            let lay_out = |what: &str, query: &str| {
                self.admin.run(&[&format!("CREATE UNLOGGED TABLE {STAGE}.{what}_{name} AS {query}")]);
            };
            let from = format!("FROM {first}.{name} a");
            let absent = format!("WHERE NOT EXISTS (SELECT FROM {SECOND}.{name} b WHERE {same})");
            lay_out("new", &format!("SELECT {columns} {from} {absent} ORDER BY a.ctid"));
            let differs = "a::text <> b::text ORDER BY a.ctid";
            lay_out("changed", &format!("SELECT {columns} {from} JOIN {SECOND}.{name} b ON {same} WHERE {differs}"));
            let gone = format!("WHERE NOT EXISTS (SELECT FROM {first}.{name} b WHERE {same})");
            lay_out("gone", &format!("SELECT {columns} FROM {SECOND}.{name} a {gone}"));
        }
        self.settle_down();
    }

    /// Bare `COPY` of the rows that are new, one table after the other; the rest is brought up without being timed.
    /// Gives how many rows there were, and how long they took.
    pub fn copy(&self, folder: &Path) -> (u64, Duration) {
        let (mut rows, mut copies) = (0, Vec::new());
        for table in &self.tables {
            let (name, columns) = (&table.name, table.list(""));
            let file = folder.join(format!("{name}.copy")).display().to_string();
            let count = self.count("new", table);
            if count > 0 {
                self.admin.run(&[&format!("\\copy {STAGE}.new_{name} ({columns}) TO '{file}'")]);
                copies.push(format!("\\copy {SECOND}.{name} ({columns}) FROM '{file}'"));
                rows += count;
            }
        }
        let spent = self.admin.time(&copies.iter().map(String::as_str).collect::<Vec<_>>());
        let rest = self.statement(&["gone", "changed"]);
        self.admin.run(&[&rest]);
        (rows, spent)
    }

    /// One statement over sets that writes every difference; gives how long it took.
    pub fn apply(&self) -> Duration {
        let statement = self.statement(&["gone", "changed", "new"]);
        self.admin.time(&[&statement])
    }

    /// Is every row the same in both? Nothing that was timed counts otherwise.
    pub fn assert_same(&self) {
        for Table { name, .. } in &self.tables {
            let rows = |schema: &str| format!("SELECT t::text FROM {schema}.{name} t");
            let (one, other) = (rows(&self.first), rows(SECOND));
            let differing = format!("SELECT count(*) FROM (({one} EXCEPT {other}) UNION ALL ({other} EXCEPT {one})) d");
            assert_eq!(self.admin.run(&[&differing]), ["0"], "rows of {name} differ");
        }
    }

    /// Removes the twin and what was laid out.
    pub fn remove(self) {
        self.admin.run(&[&format!("DROP SCHEMA IF EXISTS {SECOND}, {STAGE} CASCADE")]);
    }

    /// Known statistics and a written-out log for whoever is timed next.
    fn settle_down(&self) {
        self.admin.run(&["VACUUM ANALYZE", "CHECKPOINT"]);
    }

    fn count(&self, what: &str, table: &Table) -> u64 {
        let lines = self.admin.run(&[&format!("SELECT count(*) FROM {STAGE}.{what}_{}", table.name)]);
        lines.first().unwrap().parse().unwrap()
    }

    fn statement(&self, kinds: &[&str]) -> String {
        let mut parts = Vec::new();
        for table in &self.tables {
            let (name, same) = (&table.name, table.same("a", "b"));
            for kind in kinds.iter().filter(|kind| self.count(kind, table) > 0) {
                let stage = format!("{STAGE}.{kind}_{name}");
                let change = match *kind {
                    "gone" => format!("DELETE FROM {SECOND}.{name} a USING {stage} b WHERE {same}"),
                    "changed" => format!("UPDATE {SECOND}.{name} a SET {} FROM {stage} b WHERE {same}", table.set()),
                    _ => table.insert(&stage),
                };
                parts.push(format!("{kind}_{name} AS ({change})"));
            }
        }
        if parts.is_empty() { "SELECT".to_owned() } else { format!("WITH {} SELECT", parts.join(", ")) }
    }
}

impl Table {
    fn list(&self, prefix: &str) -> String {
        self.columns.iter().map(|column| format!("{prefix}{column}")).collect::<Vec<_>>().join(", ")
    }

    fn same(&self, one: &str, other: &str) -> String {
        self.key.iter().map(|column| format!("{one}.{column} = {other}.{column}")).collect::<Vec<_>>().join(" AND ")
    }

    /// Puts the rows of another table into the twin's, with the numbers they were given there.
    fn insert(&self, from: &str) -> String {
        let (name, columns) = (&self.name, self.list(""));
        format!("INSERT INTO {SECOND}.{name} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {from}")
    }

    fn set(&self) -> String {
        let columns = self.columns.iter().filter(|column| !self.key.contains(column));
        columns.map(|column| format!("{column} = b.{column}")).collect::<Vec<_>>().join(", ")
    }

    /// A statement that gives the twin's table the storage options of the first one's, such as a fill factor.
    fn storage(&self, first: &str) -> String {
        let name = &self.name;
        format!(
            "DO $$ DECLARE options text; BEGIN
             SELECT array_to_string(reloptions, ', ') INTO options FROM pg_class WHERE oid = '{first}.{name}'::regclass;
             IF options <> '' THEN EXECUTE 'ALTER TABLE {SECOND}.{name} SET (' || options || ')'; END IF; END $$"
        )
    }
}

/// Every table of a schema that has a primary key.
fn tables(admin: &Psql, schema: &str) -> Vec<Table> {
    let lines = admin.run(&[&format!(
        "SELECT c.relname,
                (SELECT string_agg(quote_ident(attname), ',' ORDER BY array_position(i.indkey::smallint[], attnum))
                 FROM pg_attribute WHERE attrelid = c.oid AND attnum = ANY (i.indkey)),
                (SELECT string_agg(quote_ident(attname), ',' ORDER BY attnum)
                 FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
         FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
         WHERE c.relnamespace = '{schema}'::regnamespace AND c.relkind = 'r' ORDER BY c.relname"
    )]);
    let split = |list: &str| list.split(',').map(str::to_owned).collect();
    let table = |line: &String| match line.split('|').collect::<Vec<_>>()[..] {
        [name, key, columns] => Table { name: name.to_owned(), key: split(key), columns: split(columns) },
        _ => panic!("not a table: {line}"),
    };
    lines.iter().map(table).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[ignore = "needs a server at DATABASE_ADMIN_URL"]
    fn the_twin_is_brought_up_either_way() {
        let url = std::env::var("DATABASE_ADMIN_URL").unwrap();
        let admin = Psql::new(&url);
        admin.run(&[
            "DROP SCHEMA IF EXISTS bench_first CASCADE; CREATE SCHEMA bench_first;
             CREATE TABLE bench_first.member (program text, id integer, state json NOT NULL,
                 version integer GENERATED ALWAYS AS ((state ->> 'version')::integer) STORED,
                 PRIMARY KEY (program, id)) WITH (fillfactor = 67);
             CREATE TABLE bench_first.entry (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry text);
             INSERT INTO bench_first.member SELECT 'kopi', id, '{\"version\": 1}' FROM generate_series(1, 1000) AS id",
        ]);
        let twin = Twin::make(&url, "bench_first");
        let change = "UPDATE bench_first.member SET state = '{\"version\": 2}' WHERE id % 10 = 1;
             DELETE FROM bench_first.member WHERE id % 10 = 2;
             INSERT INTO bench_first.member SELECT 'kopi', max(id) + 1, '{\"version\": 1}' FROM bench_first.member;
             INSERT INTO bench_first.entry (entry) SELECT 'tab\there' FROM generate_series(1, 50)";
        admin.run(&[change]);
        twin.compare();
        assert!(twin.apply() > Duration::ZERO);
        twin.assert_same();
        admin.run(&[change]);
        twin.compare();
        let folder = tempfile::tempdir().unwrap();
        let (rows, spent) = twin.copy(folder.path());
        assert_eq!(rows, 51);
        assert!(spent > Duration::ZERO);
        twin.assert_same();
        twin.remove();
        admin.run(&["DROP SCHEMA bench_first CASCADE"]);
    }
}
