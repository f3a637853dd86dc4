//! `loyalty demo`: a day at a coffee shop and what comes after. Everything it says is what the engine answered.

use std::io::Write;
use std::sync::Arc;

use futures_executor::block_on;
use loyalty_engine::command::{
    Activate, Block, CardRef, History, IssueCards, MemberRef, PublishRules, PurchaseRef, Query, Question, Receipt,
    RecordPurchase, Redeem, Renew, ReplaceCard, Request, RewardRef, RulesSource, Summarise, VoidPurchase,
};
use loyalty_engine::error::ProblemCode;
use loyalty_engine::event::{Entry, Event};
use loyalty_engine::id::{CardNumber, Note, OutletId, ProgramId};
use loyalty_engine::read::{Answer, MemberView};
use loyalty_engine::report::Sweep;
use loyalty_engine::{Actor, Command, Date, Engine, Error, Moment, Money, Outcome, Role, report};

use crate::card;
use crate::draw;
use crate::failure::Failure;
use crate::phrases::{Lang, Phrase};
use crate::settle::each_settled;
use crate::store::{StoreUrl, need_rules, open_store, read_rules, system};
use crate::verify::count_entries;
use crate::words::{News, Words};

/// Show a day at a coffee shop, from the first stamp to the end of the membership
#[derive(clap::Args)]
pub struct Args {
    /// Where to keep it: `memory:` or `sqlite:PATH`; a new file in a temporary folder when left out
    #[arg(long, value_name = "URL", value_parser = StoreUrl::parse)]
    store: Option<StoreUrl>,
    /// The language
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

const RULES: &str = include_str!("../../examples/rules/kopi-hub.toml");
const PROGRAM: &str = "kopi-hub";
/// What is printed on the cards, so that the demo looks the same every day.
const CARDS: [&str; 4] = ["KOPI-001", "KOPI-002", "KOPI-003", "KOPI-004"];
const FREE_DRINK: &str = "free_drink";
const VOUCHER: &str = "voucher_50k";

const SARI: Person = Person { name: "Sari", phone: "0812-3456-7890", card: "KOPI-001" };
const BUDI: Person = Person { name: "Budi", phone: "0813 1111 2222", card: "KOPI-002" };
const ANDI: Person = Person { name: "Andi", phone: "+62 857 3333 4444", card: "KOPI-003" };

/// Somebody who drinks coffee.
struct Person {
    name: &'static str,
    phone: &'static str,
    card: &'static str,
}

impl Person {
    fn by_phone(&self) -> Result<MemberRef, Failure> {
        Ok(MemberRef::Phone(text(self.phone)?))
    }
}

/// Tells the whole story.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let store = match &args.store {
        Some(store) => store.clone(),
        None => new_file()?,
    };
    let mut shop = Shop::open(&store, args.lang, out)?;
    shop.opening()?;
    shop.first_stamps()?;
    shop.free_drink()?;
    shop.mistake()?;
    shop.card_fills_up()?;
    shop.next_card()?;
    shop.blocked()?;
    shop.lost_card()?;
    shop.membership_ended()?;
    shop.sweep()?;
    shop.figures()?;
    shop.history(&BUDI)?;
    shop.verify()?;
    shop.kept(&store)
}

fn new_file() -> Result<StoreUrl, Failure> {
    let folder = tempfile::Builder::new().prefix("loyalty-demo-").tempdir()?.keep();
    Ok(StoreUrl::Sqlite(folder.join("kopi-hub.db")))
}

/// The shop, its two tills, and the day it is.
struct Shop<'a> {
    engine: Engine,
    second_till: Engine,
    program: ProgramId,
    words: Words,
    opened: Result<Outcome, Error>,
    day: &'static str,
    out: &'a mut dyn Write,
}

impl<'a> Shop<'a> {
    /// Publishes the rules; from then on there are words for everything.
    fn open(url: &StoreUrl, lang: Lang, out: &'a mut dyn Write) -> Result<Shop<'a>, Failure> {
        let store = open_store(url)?;
        let engine = Engine::new(Arc::clone(&store));
        let program: ProgramId = text(PROGRAM)?;
        if read_rules(&engine, &program)?.is_some() {
            return Err(Failure::Usage(format!(
                "there is a program `{program}` in this store; the demo needs a new one"
            )));
        }
        let publish = PublishRules { rules: RulesSource::Text(RULES.to_owned()) };
        let request = Request::new(program.clone(), owner()?, publish.into()).at(moment("2026-11-21", "08:00")?);
        let opened = Ok(block_on(engine.execute(&request))?);
        let words = Words::of(lang, need_rules(&engine, &program)?)?;
        Ok(Shop { engine, second_till: Engine::new(store), program, words, opened, day: "2026-11-21", out })
    }

    fn opening(&mut self) -> Result<(), Failure> {
        let title = self.words.say(Phrase::DemoTitle, &[]);
        writeln!(self.out, "{}", draw::paint(draw::BOLD, &title))?;
        self.scene(Phrase::SceneOpening, "2026-11-21")?;
        let news = self.words.result(&self.opened);
        self.tell("08:00", Phrase::PublishesRules, &[], &news)?;
        let rules = draw::wrap("          ", &self.words.summary(), "; ", 10);
        writeln!(self.out, "{}", draw::paint(draw::DIM, &rules))?;
        let numbers = CARDS.iter().map(|number| text::<CardNumber>(number)).collect::<Result<_, _>>()?;
        let printed = self.ask("08:05", owner()?, IssueCards { count: None, numbers: Some(numbers) })?;
        self.tell("08:05", Phrase::IssuesCards, &[], &printed)?;
        self.gets_card("08:30", &SARI)?;
        self.gets_card("08:40", &BUDI)?;
        self.gets_card("08:45", &ANDI)
    }

    fn first_stamps(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneStamps, "2026-11-21")?;
        self.buys("10:15", &SARI, "49999", "INV-1")?;
        self.buys("10:20", &SARI, "50000", "INV-2")?;
        self.buys_again("10:21", &SARI, "50000", "INV-2")?;
        self.buys_again("10:22", &SARI, "75000", "INV-2")?;
        self.draw_card("10:23", &SARI)
    }

    fn free_drink(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneReward, "2026-11-21")?;
        let view = self.look_up("15:10", &SARI)?;
        let Some(drink) = view.rewards.first() else {
            return Err(Failure::Failed("the first stamp earned nothing".to_owned()));
        };
        let redeem = Redeem { member: SARI.by_phone()?, reward: RewardRef::Id(drink.id), purchase: None };
        let news = self.ask("15:10", cashier("ayu")?, redeem.clone())?;
        self.tell("15:10", Phrase::AsksFor, &[SARI.name, &drink.label], &news)?;
        let request = self.request("15:10", cashier("dewi")?, redeem)?;
        let second = block_on(self.second_till.execute(&request));
        self.tell("15:10", Phrase::SecondTill, &[], &self.words.result(&second))
    }

    fn mistake(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneMistake, "2026-11-21")?;
        self.buys("16:00", &BUDI, "550000", "INV-3")?;
        let why = self.words.say(Phrase::WhyTypo, &[]);
        let purchase = PurchaseRef::Receipt(Receipt { outlet: None, number: text("INV-3")? });
        let news = self.ask("16:02", manager()?, VoidPurchase { purchase, reason: text(&why)? })?;
        self.tell("16:02", Phrase::Voids, &["INV-3", &why], &news)?;
        self.buys("16:03", &BUDI, "55000", "INV-4")
    }

    fn card_fills_up(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneFull, "2026-11-22")?;
        for (day, amount, receipt) in [
            ("2026-11-22", "52000", "INV-5"),
            ("2026-11-23", "75000", "INV-6"),
            ("2026-11-24", "61000", "INV-7"),
            ("2026-11-25", "50000", "INV-8"),
            ("2026-11-26", "128000", "INV-9"),
            ("2026-11-27", "58500", "INV-10"),
            ("2026-11-28", "66000", "INV-11"),
            ("2026-11-29", "90000", "INV-12"),
        ] {
            self.day = day;
            let news = self.ask("09:00", cashier("ayu")?, purchase(SARI.by_phone()?, amount, receipt)?)?;
            let amount = self.words.money(read_money(amount)?);
            let when = self.words.day(read_day(day)?);
            // The year is in the heading.
            let when = when.rsplit_once(' ').map_or(when.as_str(), |(day_and_month, _)| day_and_month);
            self.tell(when, Phrase::Buys, &[SARI.name, &amount, receipt], &news)?;
        }
        self.draw_card("09:05", &SARI)
    }

    fn next_card(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneVoucher, "2026-11-30")?;
        self.buys("11:30", &SARI, "85000", "INV-13")?;
        self.asks_for("11:31", &SARI, VOUCHER, Some("INV-13"))?;
        self.draw_card("11:32", &SARI)
    }

    fn blocked(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneBlocked, "2026-12-05")?;
        let why = self.words.say(Phrase::WhyShared, &[]);
        let news = self.ask("13:00", manager()?, Block { member: ANDI.by_phone()?, reason: text(&why)? })?;
        self.tell("13:00", Phrase::Blocks, &[ANDI.name, &why], &news)?;
        self.buys("13:10", &ANDI, "80000", "INV-14")?;
        self.asks_for("13:11", &ANDI, FREE_DRINK, None)
    }

    fn lost_card(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneLost, "2026-12-10")?;
        let [.., spare] = CARDS;
        let why: Note = text(&self.words.say(Phrase::WhyLost, &[]))?;
        let card = CardRef::Number(text(spare)?);
        let replace = ReplaceCard { member: BUDI.by_phone()?, card, reason: Some(why) };
        let news = self.ask("17:00", cashier("ayu")?, replace)?;
        self.tell("17:00", Phrase::GetsReplacement, &[BUDI.name, spare, BUDI.card], &news)?;
        for (clock, card, receipt) in [("17:20", BUDI.card, "INV-15"), ("17:40", spare, "INV-16")] {
            let bought = purchase(MemberRef::Card(text(card)?), "70000", receipt)?;
            let news = self.ask(clock, cashier("ayu")?, bought)?;
            let amount = self.words.money(read_money("70000")?);
            self.tell(clock, Phrase::BuysWithCard, &[&amount, card], &news)?;
        }
        self.draw_card("17:41", &BUDI)
    }

    fn membership_ended(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneEnded, "2027-02-20")?;
        self.buys("09:10", &SARI, "65000", "INV-17")?;
        self.asks_for("09:11", &SARI, FREE_DRINK, None)?;
        let news = self.ask("09:15", cashier("ayu")?, Renew { member: SARI.by_phone()? })?;
        self.tell("09:15", Phrase::Renews, &[SARI.name], &news)?;
        self.buys("09:20", &SARI, "65000", "INV-18")
    }

    fn sweep(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneSweep, "2027-02-20")?;
        let at = moment(self.day, "23:00")?;
        let mut sweep = Sweep {
            engine: &self.engine,
            program: &self.program,
            actor: system()?,
            at,
            on: read_day(self.day)?,
            dry_run: false,
            after: None,
        };
        let mut settled = Vec::new();
        each_settled(&mut sweep, |id, result| {
            let name = card::look_up(&self.engine, &self.program, MemberRef::Id(id), Some(at))?.profile.name;
            settled.push((name.map(|name| name.to_string()).unwrap_or_default(), self.words.result(&result)));
            Ok(())
        })?;
        settled.iter().try_for_each(|(name, news)| self.tell("23:00", Phrase::Settles, &[name], news))
    }

    fn figures(&mut self) -> Result<(), Failure> {
        self.scene(Phrase::SceneFigures, "2027-02-20")?;
        let Answer::Summary(summary) = self.read("23:05", Query::Summary(Summarise {}))? else {
            return Err(another_answer());
        };
        let head = [Phrase::Members, Phrase::Active, Phrase::Expired, Phrase::Blocked, Phrase::Together];
        let figures = [summary.active, summary.expired, summary.blocked, summary.members];
        self.table(&head, &[(self.words.program().to_owned(), figures.to_vec())])?;
        writeln!(self.out)?;
        let head = [Phrase::Rewards, Phrase::Open, Phrase::Used, Phrase::LapsedCount];
        let row = |count: &loyalty_engine::read::RewardCount| {
            (self.words.label(&count.kind), vec![count.open, count.used, count.lapsed])
        };
        let rows: Vec<_> = summary.rewards.iter().map(row).collect();
        self.table(&head, &rows)
    }

    fn history(&mut self, who: &Person) -> Result<(), Failure> {
        self.heading(&self.words.say(Phrase::SceneHistory, &[who.name]))?;
        let query = Query::History(History { member: who.by_phone()?, after: None, limit: None });
        let Answer::History(history) = self.read("23:10", query)? else { return Err(another_answer()) };
        history.entries.iter().try_for_each(|entry| self.history_line(entry))
    }

    fn history_line(&mut self, entry: &Entry) -> Result<(), Failure> {
        let start = format!("  {:<12} {:<12} ", self.words.day_of(entry.at), entry.actor.id.as_str());
        let bought = entry.events.iter().find_map(|event| match event {
            Event::PurchaseRecorded { amount, receipt: Some(receipt), .. } => {
                Some(format!("{} ({receipt})", self.words.money(*amount)))
            }
            _ => None,
        });
        let mut parts: Vec<String> = bought.into_iter().collect();
        parts.extend(self.words.entry(entry).iter().map(News::painted));
        parts.extend(entry.why.iter().map(|why| draw::paint(draw::DIM, &format!("\"{why}\""))));
        writeln!(self.out, "{}", draw::wrap(&start, &parts, "; ", draw::width(&start)))?;
        Ok(())
    }

    fn verify(&mut self) -> Result<(), Failure> {
        self.heading(&self.words.say(Phrase::SceneVerify, &[]))?;
        let store = self.engine.store();
        let findings = block_on(report::verify(store, &self.program))?;
        let entries = count_entries(store, &self.program)?;
        for finding in &findings {
            writeln!(self.out, "  {}", draw::paint(draw::BAD, &finding.to_string()))?;
        }
        if !findings.is_empty() {
            return Err(Failure::Found);
        }
        let verified = self.words.say(Phrase::Verified, &[&entries.to_string()]);
        writeln!(self.out, "  {}", draw::paint(draw::GOOD, &verified))?;
        Ok(())
    }

    fn kept(&mut self, url: &StoreUrl) -> Result<(), Failure> {
        let StoreUrl::Sqlite(path) = url else { return Ok(()) };
        let path = path.display().to_string();
        writeln!(self.out, "\n{}", self.words.say(Phrase::KeptIn, &[&path]))?;
        for command in [format!("card {}", SARI.card), "verify".to_owned()] {
            writeln!(self.out, "  loyalty {command} --program {PROGRAM} --store sqlite:{path}")?;
        }
        Ok(())
    }
}

/// What the scenes are made of.
impl Shop<'_> {
    fn scene(&mut self, phrase: Phrase, day: &'static str) -> Result<(), Failure> {
        self.day = day;
        let day = self.words.day(read_day(day)?);
        self.heading(&self.words.say(phrase, &[&day]))
    }

    fn heading(&mut self, heading: &str) -> Result<(), Failure> {
        writeln!(self.out, "\n{}", draw::paint(draw::BOLD, heading))?;
        Ok(())
    }

    /// A sentence, and what came of it.
    fn tell(&mut self, when: &str, sentence: Phrase, with: &[&str], news: &[News]) -> Result<(), Failure> {
        let start =
            format!("  {} {} → ", draw::paint(draw::DIM, &format!("{when:<7}")), self.words.say(sentence, with));
        let parts: Vec<String> = news.iter().map(News::painted).collect();
        writeln!(self.out, "{}", draw::wrap(&start, &parts, "; ", 12))?;
        Ok(())
    }

    fn request(&self, clock: &str, actor: Actor, command: impl Into<Command>) -> Result<Request, Failure> {
        let request = Request::new(self.program.clone(), actor, command.into());
        Ok(request.at(moment(self.day, clock)?))
    }

    /// What came of a command. A refusal is part of the story; anything else that goes wrong ends it.
    fn ask(&self, clock: &str, actor: Actor, command: impl Into<Command>) -> Result<Vec<News>, Failure> {
        match block_on(self.engine.execute(&self.request(clock, actor, command)?)) {
            Err(error) if !matches!(error, Error::Refused(_)) => Err(error.into()),
            result => Ok(self.words.result(&result)),
        }
    }

    fn read(&self, clock: &str, query: Query) -> Result<Answer, Failure> {
        let at = Some(moment(self.day, clock)?);
        let question = Question { program: self.program.clone(), actor: owner()?, at, query };
        Ok(block_on(self.engine.read(&question))?)
    }

    fn look_up(&self, clock: &str, who: &Person) -> Result<MemberView, Failure> {
        let at = moment(self.day, clock)?;
        Ok(card::look_up(&self.engine, &self.program, who.by_phone()?, Some(at))?)
    }

    fn gets_card(&mut self, clock: &str, who: &Person) -> Result<(), Failure> {
        let activate = Activate {
            card: CardRef::Number(text(who.card)?),
            name: text(who.name)?,
            phone: text(who.phone)?,
            email: None,
            starts: None,
            ends: None,
        };
        let news = self.ask(clock, cashier("ayu")?, activate)?;
        self.tell(clock, Phrase::GetsCard, &[who.name, who.card], &news)
    }

    fn buys(&mut self, clock: &str, who: &Person, amount: &str, receipt: &str) -> Result<(), Failure> {
        self.buys_as(Phrase::Buys, clock, who, amount, receipt)
    }

    fn buys_again(&mut self, clock: &str, who: &Person, amount: &str, receipt: &str) -> Result<(), Failure> {
        self.buys_as(Phrase::BuysAgain, clock, who, amount, receipt)
    }

    fn buys_as(
        &mut self,
        phrase: Phrase,
        clock: &str,
        who: &Person,
        amount: &str,
        receipt: &str,
    ) -> Result<(), Failure> {
        let news = self.ask(clock, cashier("ayu")?, purchase(who.by_phone()?, amount, receipt)?)?;
        let amount = self.words.money(read_money(amount)?);
        self.tell(clock, phrase, &[who.name, &amount, receipt], &news)
    }

    fn asks_for(&mut self, clock: &str, who: &Person, kind: &str, receipt: Option<&str>) -> Result<(), Failure> {
        let kind = text(kind)?;
        let label = self.words.label(&kind);
        let number = receipt.map(text).transpose()?;
        let purchase = number.map(|number| PurchaseRef::Receipt(Receipt { outlet: None, number }));
        let redeem = Redeem { member: who.by_phone()?, reward: RewardRef::Kind(kind), purchase };
        let news = self.ask(clock, cashier("ayu")?, redeem)?;
        self.tell(clock, Phrase::AsksFor, &[who.name, &label], &news)
    }

    fn draw_card(&mut self, clock: &str, who: &Person) -> Result<(), Failure> {
        let view = self.look_up(clock, who)?;
        let drawn = draw::card(&card::face(&view, &self.words));
        let rewards = card::open_rewards(&view, &self.words).join("\n");
        drawn.lines().chain(rewards.lines()).try_for_each(|line| writeln!(self.out, "          {line}"))?;
        Ok(())
    }

    fn table(&mut self, head: &[Phrase], rows: &[(String, Vec<u64>)]) -> Result<(), Failure> {
        let head: Vec<String> = head.iter().map(|phrase| self.words.say(*phrase, &[])).collect();
        let row = |(name, figures): &(String, Vec<u64>)| {
            std::iter::once(name.clone()).chain(figures.iter().map(ToString::to_string)).collect()
        };
        let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
        draw::table(&head, &rows).lines().try_for_each(|line| writeln!(self.out, "  {line}"))?;
        Ok(())
    }
}

fn purchase(member: MemberRef, amount: &str, receipt: &str) -> Result<RecordPurchase, Failure> {
    let (amount, receipt) = (read_money(amount)?, Some(text(receipt)?));
    Ok(RecordPurchase { member: Some(member), receipt, ..RecordPurchase::of(amount) })
}

fn owner() -> Result<Actor, Failure> {
    Ok(Actor::new(Role::Owner, text("rina")?))
}

fn manager() -> Result<Actor, Failure> {
    Ok(Actor::new(Role::Manager, text("sinta")?).at(outlet()?))
}

fn cashier(id: &str) -> Result<Actor, Failure> {
    Ok(Actor::new(Role::Cashier, text(id)?).at(outlet()?))
}

fn outlet() -> Result<OutletId, Failure> {
    text("kemang")
}

/// A moment of the demo's own clock, which is Jakarta's.
fn moment(day: &str, clock: &str) -> Result<Moment, Failure> {
    Moment::parse(&format!("{day}T{clock}:00+07:00")).map_err(wrong)
}

fn read_day(day: &str) -> Result<Date, Failure> {
    Date::parse(day).map_err(wrong)
}

fn read_money(amount: &str) -> Result<Money, Failure> {
    Money::parse(amount).map_err(wrong)
}

fn text<T: std::str::FromStr<Err = ProblemCode>>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(wrong)
}

fn wrong(code: ProblemCode) -> Failure {
    Failure::Failed(format!("the demo itself is wrong: {}", code.about()))
}

fn another_answer() -> Failure {
    Failure::Failed("the engine answered another question".to_owned())
}
