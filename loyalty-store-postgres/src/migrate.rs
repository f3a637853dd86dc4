//! The schema, version by version. Several processes may start at once; one does the work, the others find it done.

use loyalty_engine::error::Doing;
use loyalty_engine::record::RecordKind;
use loyalty_engine::store::StoreError;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Error, PgConnection, Row};

use crate::error::{by, store_error};
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
];

/// Brings the schema up to date and gives the version it had, 0 where there was none. A schema of a newer engine is
/// refused, so that nothing it relies on is lost.
pub(crate) async fn migrate(options: &PostgresOptions) -> Result<i32, StoreError> {
    let found = by(options.deadline, run(options)).await.map_err(|error| failed(&error))?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::Broken(differs(found)));
    }
    Ok(found)
}

async fn run(options: &PostgresOptions) -> Result<i32, Error> {
    let mut connection = options.connect_options().connect().await?;
    // Whoever waited for somebody else's work has to see it, whatever the role has set as its default.
    let mut transaction = connection.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE").await?;
    raw(&mut transaction, "SET LOCAL search_path = pg_catalog".to_owned()).await?;
    // Released with the transaction: a process that dies here stops nobody.
    sqlx::query("SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended($1, 0))")
        .persistent(false)
        .bind(format!("loyalty migrations of {}", options.schema))
        .execute(&mut *transaction)
        .await?;
    // A DBA may have made the schema beforehand, for a role that may not.
    let there =
        sqlx::query("SELECT pg_catalog.to_regnamespace($1) IS NOT NULL").persistent(false).bind(&options.schema);
    if !there.fetch_one(&mut *transaction).await?.try_get::<bool, _>(0)? {
        raw(&mut transaction, format!("CREATE SCHEMA \"{}\"", options.schema)).await?;
    }
    // Only now: a newer engine may have been at work until a moment ago.
    let found = version(&mut transaction, &options.schema).await?;
    if found > SCHEMA_VERSION {
        return Ok(found);
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        raw(&mut transaction, own(step, &options.schema)).await?;
    }
    make_functions(&mut transaction, &options.schema).await?;
    transaction.commit().await?;
    Ok(found)
}

/// Makes the functions anew, unless those that stand there are the same.
async fn make_functions(connection: &mut PgConnection, schema: &str) -> Result<(), Error> {
    let functions = functions().iter().map(|function| own(function, schema)).collect::<Vec<_>>().concat();
    let set = "UPDATE loyalty.schema_version SET version = $1, functions = pg_catalog.md5($2) \
               WHERE version <> $1 OR functions <> pg_catalog.md5($2)";
    let set = sqlx::query(AssertSqlSafe(own(set, schema))).persistent(false).bind(SCHEMA_VERSION).bind(&functions);
    if set.execute(&mut *connection).await?.rows_affected() > 0 {
        raw(connection, functions).await?;
    }
    Ok(())
}

async fn raw(connection: &mut PgConnection, sql: String) -> Result<(), Error> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.map(drop)
}

/// The version of the schema that stands there, 0 where there is none.
pub(crate) async fn version_at(options: &PostgresOptions) -> Result<i32, Error> {
    let mut connection = options.connect_options().connect().await?;
    let mut transaction = connection.begin().await?;
    let found = version(&mut transaction, &options.schema).await?;
    transaction.commit().await?;
    Ok(found)
}

/// The version of the schema that stands there, 0 where there is none: asked in a transaction, and without a statement
/// that outlives it, because behind a pooler the next one may go to another server.
async fn version(connection: &mut PgConnection, schema: &str) -> Result<i32, Error> {
    let there = sqlx::query("SELECT pg_catalog.to_regclass($1) IS NOT NULL").persistent(false);
    let there = there.bind(format!("{schema}.schema_version"));
    if !there.fetch_one(&mut *connection).await?.try_get::<bool, _>(0)? {
        return Ok(0);
    }
    let sql = own("SELECT version FROM loyalty.schema_version", schema);
    sqlx::query(AssertSqlSafe(sql)).persistent(false).fetch_one(connection).await?.try_get(0)
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
