//! Pictures out of text: the card, a table, money, days. Pure: no terminal and no store.
//!
//! Colours are always written; the stream that prints them takes them out where nobody would see them.

use anstyle::{AnsiColor, Style};
use loyalty_engine::{Date, Money};
use unicode_width::UnicodeWidthStr;

use crate::phrases::Lang;

/// Columns that nothing exceeds.
pub const WIDTH: usize = 100;
/// Headings.
pub const BOLD: Style = Style::new().bold();
/// What may be overlooked.
pub const DIM: Style = Style::new().dimmed();
/// What went well.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What earns something.
pub const GIFT: Style = AnsiColor::Yellow.on_default().bold();
/// What was refused or not given.
pub const BAD: Style = AnsiColor::Red.on_default();

/// The text in a colour.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// An amount as it stands on a price tag: `Rp 75.000`, or `USD 1,234.5` in any other currency.
pub fn money(amount: Money, currency: &str) -> String {
    let text = amount.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    let (name, group, point) = if currency == "IDR" { ("Rp", '.', ',') } else { (currency, ',', '.') };
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    if !places.is_empty() {
        grouped.push(point);
        grouped.push_str(places);
    }
    format!("{sign}{name} {grouped}")
}

/// A day as people write it: `19 Feb 2027`.
pub fn day(date: Date, lang: Lang) -> String {
    let text = date.to_string();
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| month.parse().ok()).map_or("?", |month| lang.month(month));
    format!("{} {month} {}", day.unwrap_or("?").trim_start_matches('0'), year.unwrap_or("?"))
}

/// Parts with a separator between them, in lines that are no wider than the page; further lines are indented.
pub fn wrap(start: &str, parts: &[String], separator: &str, indent: usize) -> String {
    let mut lines = start.to_owned();
    let mut used = width(start);
    for (index, part) in parts.iter().enumerate() {
        let last = index.saturating_add(1) == parts.len();
        let tail = if last { "" } else { separator };
        let needed = width(part).saturating_add(width(tail.trim_end()));
        if used.saturating_add(needed) > WIDTH && used > indent {
            lines.truncate(lines.trim_end().len());
            lines.push('\n');
            lines.push_str(&" ".repeat(indent));
            used = indent;
        }
        lines.push_str(part);
        lines.push_str(tail);
        used = used.saturating_add(width(part)).saturating_add(width(tail));
    }
    lines
}

/// A table: the first column to the left, figures to the right.
pub fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let wide = |(column, title): (usize, &String)| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain([title]);
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = head.iter().enumerate().map(wide).collect();
    let line = |cells: &[String], style: Style| {
        let padded = cells.iter().zip(&widths).enumerate().map(|(column, (cell, wide))| match column {
            0 => left(cell, *wide),
            _ => right(cell, *wide),
        });
        paint(style, padded.collect::<Vec<_>>().join("   ").trim_end())
    };
    let mut lines = vec![line(head, DIM)];
    lines.extend(rows.iter().map(|row| line(row, Style::new())));
    lines.join("\n")
}

/// A stamp card to draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardFace {
    /// Whose program it is: top left.
    pub program: String,
    /// The number on the card: top right.
    pub number: String,
    /// Whose card it is: second line.
    pub holder: String,
    /// Until when it runs: second line, on the right.
    pub standing: String,
    /// Which round, and how many stamps: above the places.
    pub caption: String,
    /// Stamps on it, and stamps that fill it; nothing for a program without stamps.
    pub stamps: Option<(u32, u32)>,
    /// Positions that earn something, and what.
    pub gifts: Vec<(u32, String)>,
}

/// More places than this are not drawn one by one.
const PLACES_MAX: u32 = 50;
const INNER_MIN: usize = 46;
const INNER_MAX: usize = 92;

/// Draws the card.
pub fn card(face: &CardFace) -> String {
    let (count, of) = face.stamps.unwrap_or((0, 0));
    let places = if of <= PLACES_MAX { places(count, of, &face.gifts) } else { Vec::new() };
    let gifts = face.gifts.iter().map(|(position, label)| format!("★ {position:>2}  {label}"));
    let gifts: Vec<String> = gifts.collect();
    let heads = [(&face.program, &face.number), (&face.holder, &face.standing)];
    let pairs = heads.iter().map(|(a, b)| width(a).saturating_add(width(b)).saturating_add(2));
    let lone = gifts.iter().chain([&face.caption]).chain(&places).map(|line| width(line));
    let inner = pairs.chain(lone).max().unwrap_or(0).clamp(INNER_MIN, INNER_MAX);
    let side = |line: String| format!("│ {line} │");
    let mut lines = vec![format!("╭{}╮", "─".repeat(inner.saturating_add(2)))];
    lines.push(side(two_ends(&face.program, &face.number, inner, BOLD)));
    lines.push(side(two_ends(&face.holder, &face.standing, inner, Style::new())));
    if face.stamps.is_some() {
        lines.push(side(" ".repeat(inner)));
        lines.push(side(centred(&face.caption, inner)));
        lines.extend(places.iter().map(|line| side(centred(line, inner))));
    }
    if !gifts.is_empty() {
        lines.push(side(" ".repeat(inner)));
        lines.extend(gifts.iter().map(|line| side(paint(GIFT, &left(line, inner)))));
    }
    lines.push(format!("╰{}╯", "─".repeat(inner.saturating_add(2))));
    lines.join("\n")
}

/// The places of a card in rows of boxes: filled, empty with their number, and those that earn something marked.
fn places(count: u32, of: u32, gifts: &[(u32, String)]) -> Vec<String> {
    let row_of = if of <= 10 { 5 } else { 10 };
    let numbers: Vec<u32> = (1..=of).collect();
    let is_gift = |number: &u32| gifts.iter().any(|(position, _)| position == number);
    let row = |row: &[u32]| {
        let across = |draw: &dyn Fn(&u32) -> String| row.iter().map(draw).collect::<Vec<_>>().join(" ");
        let lid = |number: &u32| {
            if is_gift(number) { format!("╭─{}─╮", paint(GIFT, "★")) } else { "╭───╮".to_owned() }
        };
        let inside = |number: &u32| {
            let mark = if *number <= count { paint(GOOD, " ● ") } else { paint(DIM, &format!("{number:^3}")) };
            format!("│{mark}│")
        };
        [across(&lid), across(&inside), across(&|_| "╰───╯".to_owned())]
    };
    numbers.chunks(row_of).flat_map(row).collect()
}

fn two_ends(start: &str, end: &str, wide: usize, style: Style) -> String {
    let end = cut(end, wide);
    let room = wide.saturating_sub(width(&end));
    format!("{}{end}", paint(style, &left(&cut(start, room.saturating_sub(1)), room)))
}

fn centred(line: &str, wide: usize) -> String {
    let free = wide.saturating_sub(width(line));
    let before = free.div_euclid(2);
    format!("{}{line}{}", " ".repeat(before), " ".repeat(free.saturating_sub(before)))
}

fn left(text: &str, wide: usize) -> String {
    let text = cut(text, wide);
    let free = wide.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(free))
}

fn right(text: &str, wide: usize) -> String {
    let free = wide.saturating_sub(width(text));
    format!("{}{text}", " ".repeat(free))
}

/// As much of the text as fits.
fn cut(text: &str, wide: usize) -> String {
    if width(text) <= wide {
        return text.to_owned();
    }
    let mut kept = String::new();
    for sign in text.chars() {
        let longer = format!("{kept}{sign}");
        if width(&longer) >= wide {
            break;
        }
        kept = longer;
    }
    format!("{kept}…")
}

/// Columns a text takes, whatever its colours.
pub fn width(text: &str) -> usize {
    plain(text).width()
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    fn kopi_hub() -> CardFace {
        CardFace {
            program: "Kopi Hub".into(),
            number: "KOPI-001".into(),
            holder: "Sari".into(),
            standing: "member until 19 Feb 2027".into(),
            caption: "card 1: 2 of 10".into(),
            stamps: Some((2, 10)),
            gifts: vec![(1, "Free Americano/Latte".into()), (10, "Voucher Rp 50.000".into())],
        }
    }

    #[test]
    fn rupiah_have_dots_and_other_money_its_code() {
        for (text, currency, drawn) in [
            ("0", "IDR", "Rp 0"),
            ("999", "IDR", "Rp 999"),
            ("75000", "IDR", "Rp 75.000"),
            ("1234567", "IDR", "Rp 1.234.567"),
            ("-50000", "IDR", "-Rp 50.000"),
            ("1234.5", "USD", "USD 1,234.5"),
        ] {
            assert_eq!(money(amount(text), currency), drawn);
        }
    }

    #[test]
    fn a_day_is_written_as_people_do() {
        let date = Date::parse("2027-05-09").unwrap();
        assert_eq!(day(date, Lang::En), "9 May 2027");
        assert_eq!(day(date, Lang::Id), "9 Mei 2027");
    }

    #[test]
    fn a_card_shows_filled_and_empty_places_and_its_gifts() {
        let expected = "\
╭────────────────────────────────────────────────╮
│ Kopi Hub                              KOPI-001 │
│ Sari                  member until 19 Feb 2027 │
│                                                │
│                card 1: 2 of 10                 │
│         ╭─★─╮ ╭───╮ ╭───╮ ╭───╮ ╭───╮          │
│         │ ● │ │ ● │ │ 3 │ │ 4 │ │ 5 │          │
│         ╰───╯ ╰───╯ ╰───╯ ╰───╯ ╰───╯          │
│         ╭───╮ ╭───╮ ╭───╮ ╭───╮ ╭─★─╮          │
│         │ 6 │ │ 7 │ │ 8 │ │ 9 │ │10 │          │
│         ╰───╯ ╰───╯ ╰───╯ ╰───╯ ╰───╯          │
│                                                │
│ ★  1  Free Americano/Latte                     │
│ ★ 10  Voucher Rp 50.000                        │
╰────────────────────────────────────────────────╯";
        assert_eq!(plain(&card(&kopi_hub())), expected);
    }

    #[test]
    fn every_line_of_a_card_is_as_wide_as_the_others_and_fits_the_page() {
        let long = "a very long label ".repeat(12);
        let faces = [
            kopi_hub(),
            CardFace::default(),
            CardFace { holder: "佐藤さくら".into(), ..kopi_hub() },
            CardFace { holder: long.clone(), program: long.clone(), ..kopi_hub() },
            CardFace { gifts: vec![(7, long)], stamps: Some((7, 7)), ..kopi_hub() },
            CardFace { stamps: Some((12, 50)), ..kopi_hub() },
            CardFace { stamps: Some((12, 1000)), ..kopi_hub() },
        ];
        for face in faces {
            let drawn = plain(&card(&face));
            let wide = drawn.lines().next().unwrap().width();
            assert!(wide <= WIDTH, "{drawn}");
            assert!(drawn.lines().all(|line| line.width() == wide), "{drawn}");
        }
    }

    #[test]
    fn a_table_lines_figures_up() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let drawn = table(&row(&["Rewards", "open", "used"]), &[row(&["Voucher", "12", "3"]), row(&["Tea", "1", "0"])]);
        assert_eq!(plain(&drawn), "Rewards   open   used\nVoucher     12      3\nTea          1      0");
    }

    #[test]
    fn long_lines_go_on_below() {
        let parts: Vec<String> = (0..4).map(|_| "x".repeat(30)).collect();
        let lines = wrap("start ", &parts, "; ", 8);
        assert!(lines.lines().all(|line| line.width() <= WIDTH), "{lines}");
        assert_eq!(lines.lines().count(), 2);
        assert!(lines.lines().nth(1).unwrap().starts_with("        x"));
    }
}
