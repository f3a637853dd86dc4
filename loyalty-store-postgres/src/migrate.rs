//! The schema, version by version. Several processes may start at once; one does the work, the others find it done.

use async_trait::async_trait;
use loyalty_engine::error::Doing;
use loyalty_engine::record::RecordKind;
use loyalty_engine::store::{HostConnection, SqlValue, StoreError};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Error, PgConnection, Row};

use crate::error::{by, host_error, store_error, unreadable};
use crate::options::PostgresOptions;
use crate::table::{computed, id_type, noun};

/// Every step, in order; never edited once released.
const STEPS: &[&str] = &[include_str!("../migrations/0001_init.sql")];

/// The newest version of the schema that this engine knows.
pub const SCHEMA_VERSION: i32 = 1;

/// Functions hold no data: they are made anew when one of them changes. First those that are made once for each table.
const EACH: &[&str] = &[include_str!("../sql/remove.sql"), include_str!("../sql/rows.sql")];
const EACH_COMPUTED: &str = include_str!("../sql/write.sql");
const FUNCTIONS: &[&str] = &[
    include_str!("../sql/enter.sql"),
    include_str!("../sql/nouns.sql"),
    include_str!("../sql/load.sql"),
    include_str!("../sql/commit.sql"),
    include_str!("../sql/page.sql"),
    include_str!("../sql/search.sql"),
];

/// Brings the schema up to date and gives the version it had, 0 where there was none.
pub(crate) async fn migrate(options: &PostgresOptions) -> Result<i32, StoreError> {
    let connect = async {
        let mut connection = options.connect_options().connect().await?;
        // Whoever waited for somebody else's work has to see it, whatever the role has set as its default.
        let mut transaction = connection.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE").await?;
        sqlx::raw_sql("SET LOCAL search_path = pg_catalog").execute(&mut *transaction).await?;
        let found = run(&mut &mut *transaction, &options.schema).await;
        if found.is_ok() {
            transaction.commit().await?;
        }
        Ok(found)
    };
    by(options.deadline, connect).await.map_err(|error| failed(&error))?
}

/// The same within a transaction of the host's.
pub(crate) async fn on_host(connection: &dyn HostConnection, schema: &str) -> Result<i32, StoreError> {
    run(&mut &*connection, schema).await
}

/// What runs the statements of a migration: no statement outlives its transaction, because behind a pooler the next one
/// may go to another server.
#[async_trait]
trait Runner: Send {
    /// Several statements at once.
    async fn script(&mut self, sql: String) -> Result<(), StoreError>;
    /// The one text of the one row of a statement, if it brings one.
    async fn text(&mut self, sql: String, values: &[&str]) -> Result<Option<String>, StoreError>;
}

#[async_trait]
impl Runner for &mut PgConnection {
    async fn script(&mut self, sql: String) -> Result<(), StoreError> {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut **self).await.map(drop).map_err(|error| failed(&error))
    }
    async fn text(&mut self, sql: String, values: &[&str]) -> Result<Option<String>, StoreError> {
        let query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        let query = values.iter().fold(query, |query, value| query.bind(*value));
        let row = query.fetch_optional(&mut **self).await.map_err(|error| failed(&error))?;
        let text = row.map(|row| row.try_get::<Option<String>, _>(0)).transpose();
        text.map(Option::flatten).map_err(|error| failed(&error))
    }
}

#[async_trait]
impl Runner for &dyn HostConnection {
    async fn script(&mut self, sql: String) -> Result<(), StoreError> {
        self.query(&sql, &[]).await.map(drop).map_err(host_error)
    }
    async fn text(&mut self, sql: String, values: &[&str]) -> Result<Option<String>, StoreError> {
        let values: Vec<SqlValue> = values.iter().map(|value| SqlValue::Text((*value).to_owned())).collect();
        let rows = self.query(&sql, &values).await.map_err(host_error)?;
        Ok(rows.into_iter().next().and_then(|row| match row.into_iter().next() {
            Some(SqlValue::Text(text)) => Some(text),
            _ => None,
        }))
    }
}

/// Within a transaction. A schema of a newer engine is refused, so that nothing it relies on is lost.
async fn run(on: &mut impl Runner, schema: &str) -> Result<i32, StoreError> {
    // Released with the transaction: a process that dies here stops nobody.
    let lock = "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended($1::text, 0))::text";
    on.text(lock.to_owned(), &[&format!("loyalty migrations of {schema}")]).await?;
    // A DBA may have made the schema beforehand, for a role that may not.
    let there = "SELECT pg_catalog.to_regnamespace($1::text)::text";
    if on.text(there.to_owned(), &[schema]).await?.is_none() {
        on.script(format!("CREATE SCHEMA \"{schema}\"")).await?;
    }
    // Only now: a newer engine may have been at work until a moment ago.
    let found = version(on, schema).await?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::Broken(differs(found)));
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        on.script(own(step, schema)).await?;
    }
    make_functions(on, schema).await?;
    Ok(found)
}

/// Makes the functions anew, unless those that stand there are the same.
async fn make_functions(on: &mut impl Runner, schema: &str) -> Result<(), StoreError> {
    let functions = functions().iter().map(|function| own(function, schema)).collect::<Vec<_>>().concat();
    let set = format!(
        "UPDATE loyalty.schema_version SET version = {SCHEMA_VERSION}, functions = pg_catalog.md5($1::text) \
         WHERE version <> {SCHEMA_VERSION} OR functions <> pg_catalog.md5($2::text) RETURNING version::text"
    );
    if on.text(own(&set, schema), &[&functions, &functions]).await?.is_some() {
        on.script(functions).await?;
    }
    Ok(())
}

/// The version of the schema that stands there, 0 where there is none.
pub(crate) async fn version_at(options: &PostgresOptions) -> Result<i32, StoreError> {
    let connect = async {
        let mut connection = options.connect_options().connect().await?;
        // A role's own default may be to wait until nobody else is writing.
        let mut transaction = connection.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?;
        let found = version(&mut &mut *transaction, &options.schema).await;
        transaction.commit().await?;
        Ok(found)
    };
    by(options.deadline, connect).await.map_err(|error| failed(&error))?
}

async fn version(on: &mut impl Runner, schema: &str) -> Result<i32, StoreError> {
    let there = "SELECT pg_catalog.to_regclass($1::text)::text";
    if on.text(there.to_owned(), &[&format!("{schema}.schema_version")]).await?.is_none() {
        return Ok(0);
    }
    let found = on.text(own("SELECT version::text FROM loyalty.schema_version", schema), &[]).await?;
    found.map_or(Ok(0), |version| version.parse().map_err(|error| unreadable("version", error)))
}

/// What is wrong with another version of the schema.
pub(crate) fn differs(found: i32) -> String {
    match found {
        0 => "the database has no loyalty schema of that name: migrate it first".to_owned(),
        found if found < SCHEMA_VERSION => {
            format!("the database has schema version {found}, this engine knows {SCHEMA_VERSION}: migrate it first")
        }
        found => {
            format!("the database has schema version {found}, this engine knows {SCHEMA_VERSION}: use a newer engine")
        }
    }
}

/// Every function of the schema.
fn functions() -> Vec<String> {
    let each = RecordKind::ALL.iter().flat_map(|kind| {
        let made = EACH.iter().copied().chain(computed(*kind).then_some(EACH_COMPUTED));
        made.map(|sql| sql.replace("{table}", noun(*kind)).replace("{id}", id_type(*kind)))
    });
    let once = FUNCTIONS.iter().map(|sql| sql.replace("{version}", &SCHEMA_VERSION.to_string()));
    // What is checked when it is made stands before what uses it.
    once.clone().take(1).chain(each).chain(once.skip(1)).collect()
}

/// The statements stand in the schema `loyalty`, whatever it is called here: in quotes, for SQL has words of its own.
pub(crate) fn own(sql: &str, schema: &str) -> String {
    sql.replace("loyalty.", &format!("\"{schema}\"."))
}

fn failed(error: &Error) -> StoreError {
    store_error(error, Doing::NotDone)
}
