//! The one writer: changes that wait together are committed together.
//!
//! A durable commit costs one write to the disk whatever it holds, so everything that queued up while the last
//! commit was under way goes into the next one. Nobody is answered before that commit has returned.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::{Connection, Executor, SqliteConnection};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

use crate::error::Error;

/// Most changes in one commit.
const GROUP: usize = 256;
/// Changes that may wait before the senders do.
const QUEUE: usize = 1024;

/// A change of the database: what it does on the writer's connection.
///
/// It may refuse with an [`Error`]; whatever it wrote before refusing is undone, without touching its neighbours.
pub trait Change: Send + 'static {
    /// What the caller gets once it is on the disk.
    type Outcome: Send + 'static;

    /// Carries it out.
    fn apply(
        &mut self,
        connection: &mut SqliteConnection,
    ) -> impl Future<Output = Result<Self::Outcome, Error>> + Send;

    /// Whether [`Self::apply`] may refuse after it has written something. Those that never do save two statements.
    const REFUSES_LATE: bool = true;

    /// Tells others, in the order of the commits, whether or not the caller still waits.
    fn committed(&mut self, _outcome: &Self::Outcome) {}
}

/// A change made of one closure, for those that tell nobody.
struct Closure<F>(Option<F>);

impl<F, T> Change for Closure<F>
where
    F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, Error>> + Send + 'static,
    T: Send + 'static,
{
    type Outcome = T;

    async fn apply(&mut self, connection: &mut SqliteConnection) -> Result<T, Error> {
        match self.0.take() {
            Some(work) => work(connection).await,
            None => Err(Error::Internal),
        }
    }
}

/// The database failed; shared, because every change of the group is told.
type Failed = Arc<sqlx::Error>;

/// A change in the queue, with the sender of its answer.
trait Job: Send {
    /// `Err` only where the database itself failed, so that the whole group must be given up.
    fn apply<'a>(&'a mut self, connection: &'a mut SqliteConnection) -> BoxFuture<'a, Result<(), Failed>>;
    fn finish(self: Box<Self>, group: Result<(), Failed>);
}

struct Queued<C: Change> {
    change: C,
    result: Option<Result<C::Outcome, Error>>,
    answer: oneshot::Sender<Result<C::Outcome, Error>>,
}

impl<C: Change> Job for Queued<C> {
    fn apply<'a>(&'a mut self, connection: &'a mut SqliteConnection) -> BoxFuture<'a, Result<(), Failed>> {
        async move {
            if C::REFUSES_LATE {
                connection.execute("SAVEPOINT change").await?;
            }
            // A panic in one change must not take the writer down with everybody's changes.
            let result = AssertUnwindSafe(self.change.apply(&mut *connection))
                .catch_unwind()
                .await
                .unwrap_or(Err(Error::Internal));
            if C::REFUSES_LATE {
                if result.is_err() {
                    connection.execute("ROLLBACK TO change").await?;
                }
                connection.execute("RELEASE change").await?;
            } else if let Err(Error::Database(source)) = result {
                return Err(source);
            } else if let Err(Error::Internal) = result {
                return Err(Arc::new(sqlx::Error::WorkerCrashed));
            }
            self.result = Some(result);
            Ok(())
        }
        .boxed()
    }

    fn finish(mut self: Box<Self>, group: Result<(), Failed>) {
        let result = match group {
            Ok(()) => self.result.take().unwrap_or(Err(Error::Internal)),
            Err(source) => Err(Error::Database(source)),
        };
        if let Ok(outcome) = &result {
            self.change.committed(outcome);
        }
        // A caller who left has its change carried out all the same; a retry finds it by its opId.
        let _ = self.answer.send(result);
    }
}

/// What the writer is asked.
enum Order {
    Carry(Box<dyn Job>),
    /// Fold the log into the file, so that what was erased is nowhere any more.
    Fold(oneshot::Sender<Result<(), Error>>),
    Stop,
}

/// The sending side of the writer. Cheap to clone.
#[derive(Clone)]
pub struct Writer {
    orders: mpsc::Sender<Order>,
    task: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Writer")
            .field("waiting", &(QUEUE - self.orders.capacity()))
            .finish_non_exhaustive()
    }
}

impl Writer {
    /// Starts the writer on its own connection.
    pub(super) fn start(connection: SqliteConnection) -> Self {
        let (orders, queue) = mpsc::channel(QUEUE);
        let task = tokio::spawn(write(connection, queue));
        Self { orders, task: Arc::new(Mutex::new(Some(task))) }
    }

    /// Carries out a change and waits until it is on the disk.
    pub async fn run<C: Change>(&self, change: C) -> Result<C::Outcome, Error> {
        let (answer, result) = oneshot::channel();
        let job = Box::new(Queued { change, result: None, answer });
        self.orders.send(Order::Carry(job)).await.map_err(|_| Error::Stopping)?;
        result.await.map_err(|_| Error::Stopping)?
    }

    /// The same for a closure: `writer.change(|connection| Box::pin(async move { … }))`.
    pub async fn change<F, T>(&self, work: F) -> Result<T, Error>
    where
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, Error>> + Send + 'static,
        T: Send + 'static,
    {
        self.run(Closure(Some(work))).await
    }

    /// Folds the write-ahead log into the file and empties it: after an erasure.
    pub async fn fold(&self) -> Result<(), Error> {
        let (answer, result) = oneshot::channel();
        self.orders.send(Order::Fold(answer)).await.map_err(|_| Error::Stopping)?;
        result.await.map_err(|_| Error::Stopping)?
    }

    /// Writes what is queued, then ends.
    pub(super) async fn stop(&self) {
        let _ = self.orders.send(Order::Stop).await;
        if let Some(task) = self.task.lock().await.take() {
            let _ = task.await;
        }
    }
}

async fn write(mut connection: SqliteConnection, mut queue: mpsc::Receiver<Order>) {
    let mut orders = Vec::with_capacity(GROUP);
    let mut stop = false;
    while !stop && queue.recv_many(&mut orders, GROUP).await > 0 {
        let mut jobs = Vec::with_capacity(orders.len());
        let mut folds = Vec::new();
        for order in orders.drain(..) {
            match order {
                Order::Carry(job) => jobs.push(job),
                Order::Fold(answer) => folds.push(answer),
                Order::Stop => stop = true,
            }
        }
        let outcome = commit(&mut connection, &mut jobs).await;
        if let Err(error) = &outcome {
            tracing::error!(%error, changes = jobs.len(), "a group of changes was not written");
        }
        for job in jobs {
            job.finish(outcome.clone());
        }
        for answer in folds {
            let folded = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
            let _ = answer.send(folded.map(drop).map_err(Error::from));
        }
    }
    if let Err(error) = connection.close().await {
        tracing::error!(%error, "the database did not close well");
    }
}

async fn commit(connection: &mut SqliteConnection, jobs: &mut [Box<dyn Job>]) -> Result<(), Failed> {
    if jobs.is_empty() {
        return Ok(());
    }
    // Dropped without commit, a transaction rolls back.
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    for job in jobs {
        job.apply(&mut transaction).await?;
    }
    Ok(transaction.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;

    /// Adds an establishment, then refuses or fails if asked to.
    struct Add {
        uai: &'static str,
        then: Option<Error>,
        panics: bool,
    }

    impl Change for Add {
        type Outcome = ();

        async fn apply(&mut self, connection: &mut SqliteConnection) -> Result<(), Error> {
            sqlx::query("INSERT INTO establishment (uai, name, city) VALUES (?, '', '')")
                .bind(self.uai)
                .execute(connection)
                .await?;
            assert!(!self.panics, "as asked");
            self.then.take().map_or(Ok(()), Err)
        }
    }

    fn add(uai: &'static str) -> Add {
        Add { uai, then: None, panics: false }
    }

    #[tokio::test]
    async fn a_refused_change_is_undone_and_its_neighbours_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (database, ..) = Database::open(&folder.path().join("ent.sqlite")).await.unwrap();
        let writer = &database.writer;
        let (first, refused, panicking, last) = tokio::join!(
            writer.run(add("A")),
            writer.run(Add { then: Some(Error::ReadOnly), ..add("B") }),
            writer.run(Add { panics: true, ..add("C") }),
            writer.run(add("D")),
        );
        assert!(first.is_ok() && last.is_ok());
        assert!(matches!(refused, Err(Error::ReadOnly)));
        assert!(matches!(panicking, Err(Error::Internal)));
        let kept: Vec<String> = sqlx::query_scalar("SELECT uai FROM establishment ORDER BY uai")
            .fetch_all(&database.reader)
            .await
            .unwrap();
        assert_eq!(kept, ["A", "D"]);
    }
}
