//! Everything that is said to people, in English and in Indonesian. `{0}`, `{1}` … stand for what is filled in.

use clap::ValueEnum;

/// A language people are spoken to in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    #[default]
    En,
    /// Bahasa Indonesia
    Id,
}

macro_rules! phrases {
    ($($name:ident $en:literal $id:literal;)*) => {
        /// One thing that is said.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Phrase { $($name),* }

        impl Phrase {
            #[cfg(test)]
            const ALL: &'static [Phrase] = &[$(Phrase::$name),*];

            fn text(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Phrase::$name, Lang::En) => $en, (Phrase::$name, Lang::Id) => $id),* }
            }
        }
    };
}

phrases! {
    // What came of something.
    RulesInForce "rules version {0} in force" "aturan versi {0} berlaku";
    CardsReady "{0} cards ready, {1} to {2}" "{0} kartu siap, {1} sampai {2}";
    MemberUntil "member until {0}" "menjadi member sampai {0}";
    Fee "fee {0}" "biaya {0}";
    RenewedUntil "member from {0} until {1}" "member dari {0} sampai {1}";
    NowOnCard "everything is on card {0} now" "semuanya pindah ke kartu {0}";
    MembershipEnded "membership over since the end of {0}" "keanggotaan selesai sejak akhir {0}";
    Blocked "blocked" "diblokir";
    Unblocked "unblocked" "blokir dibuka";
    Closed "closed" "ditutup";
    Reopened "reopened" "dibuka kembali";
    Erased "personal data erased" "data pribadi dihapus";
    PurchaseVoided "purchase voided" "pembelian dibatalkan";
    StampOf "stamp {0} of {1}" "stempel {0} dari {1}";
    CardBegins "card {0} begins" "kartu ke-{0} dimulai";
    StampTakenBack "stamp {0} taken back" "stempel {0} ditarik kembali";
    StampKept "the stamp stays" "stempel tetap";
    Earned "★ earned: {0}" "★ dapat: {0}";
    HandedOver "handed over: {0}" "diserahkan: {0}";
    Returned "given back: {0}" "dikembalikan: {0}";
    Lapsed "lapsed: {0}" "hangus: {0}";
    TakenBack "taken back: {0}" "ditarik: {0}";
    ProfileChanged "profile changed" "profil diubah";
    AsBefore "already recorded, counted once" "sudah tercatat, dihitung sekali";
    Refused "refused: {0}" "ditolak: {0}";

    // Why something did not happen.
    NoStamp "no stamp: {0}" "tanpa stempel: {0}";
    BelowMinimum "below the minimum of {0}" "di bawah minimum {0}";
    NotAMember "the buyer is no member" "pembeli bukan member";
    IsBlocked "the member is blocked" "member ini diblokir";
    EndedOn "the membership ended on {0}" "keanggotaan berakhir pada {0}";
    BeginsOn "the membership begins on {0}" "keanggotaan mulai pada {0}";
    Paused "the program is paused" "program sedang dihentikan";
    ReceiptUsed "this receipt was used for something else" "struk ini sudah dipakai untuk pembelian lain";
    CardWasReplaced "this card was lost and replaced" "kartu ini hilang dan sudah diganti";
    RewardGone "this reward was already handed over" "hadiah ini sudah diserahkan";
    NoSuchReward "no {0} to hand over" "tidak ada {0} untuk diserahkan";

    // The program in words.
    ProgramIn "{0}: {1}, {2}" "{0}: {1}, {2}";
    StampFrom "a stamp from {0}" "satu stempel mulai {0}";
    StampForEach "a stamp for each {0}" "satu stempel tiap {0}";
    AtMostAPurchase "at most {0} a purchase" "paling banyak {0} per pembelian";
    RoomFor "the card had room for {0}" "kartu hanya muat {0} lagi";
    AtMostADay "at most {0} a day" "paling banyak {0} per hari";
    StampsACard "{0} stamps a card" "{0} stempel per kartu";
    WithTheCard "{0} with the card itself" "{0} langsung saat aktivasi";
    StampEarns "stamp {0}: {1}" "stempel {0}: {1}";
    MembershipLasts "membership for {0}" "keanggotaan {0}";
    Days "{0} days" "{0} hari";
    Months "{0} months" "{0} bulan";
    PercentOff "{0} % off for members" "diskon member {0} %";
    RewardsLapse "open rewards lapse at its end" "hadiah yang belum diambil hangus saat berakhir";
    RewardsStay "open rewards wait for a renewal" "hadiah yang belum diambil menunggu perpanjangan";
    StampsAfresh "a renewal starts the stamps afresh" "perpanjangan memulai stempel dari awal";
    IsPaused "paused: nothing is given" "dihentikan: tidak ada yang diberikan";

    // The card.
    CardNumberOf "card {0}" "kartu ke-{0}";
    StampsOf "{0} of {1}" "{0} dari {1}";
    ValidUntil "member until {0}" "member sampai {0}";
    ValidFrom "member from {0}" "member mulai {0}";
    ExpiredOn "membership ended on {0}" "keanggotaan berakhir {0}";
    BlockedMember "blocked" "diblokir";
    ClosedMember "closed" "ditutup";
    NoMembership "no membership" "tanpa keanggotaan";
    RewardsOpen "Waiting to be handed over:" "Menunggu diserahkan:";
    NoRewards "No open rewards." "Tidak ada hadiah terbuka.";
    Until "until {0}" "sampai {0}";

    // The day at Kopi Hub.
    DemoTitle "A day at Kopi Hub, and what comes after" "Sehari di Kopi Hub, dan sesudahnya";
    SceneOpening "{0} · The shop opens" "{0} · Toko buka";
    SceneStamps "{0} · The first stamps" "{0} · Stempel pertama";
    SceneReward "{0} · The free drink" "{0} · Minuman gratis";
    SceneMistake "{0} · A mistake at the till" "{0} · Salah ketik di kasir";
    SceneFull "{0} · Sari's card fills up" "{0} · Kartu Sari penuh";
    SceneVoucher "{0} · The voucher, and the next card" "{0} · Voucher, dan kartu berikutnya";
    SceneBlocked "{0} · A member who is blocked" "{0} · Member yang diblokir";
    SceneLost "{0} · A lost card" "{0} · Kartu hilang";
    SceneEnded "{0} · The day after the membership ended" "{0} · Sehari setelah keanggotaan berakhir";
    SceneSweep "{0} · At night the books are brought up to date" "{0} · Malamnya pembukuan dirapikan";
    SceneFigures "{0} · The program in figures" "{0} · Program dalam angka";
    SceneHistory "{0}'s history: when, who, what" "Riwayat {0}: kapan, siapa, apa";
    SceneVerify "Is everything as its history says?" "Apakah semuanya sesuai riwayatnya?";
    PublishesRules "The owner publishes the rules" "Pemilik menerbitkan aturan";
    IssuesCards "Cards come from the printer" "Kartu datang dari percetakan";
    GetsCard "{0} gets card {1}" "{0} mendapat kartu {1}";
    Buys "{0} buys for {1} ({2})" "{0} belanja {1} ({2})";
    BuysAgain "The till sends {2} once more: {0}, {1}" "Kasir mengirim {2} sekali lagi: {0}, {1}";
    AsksFor "{0} asks for: {1}" "{0} meminta: {1}";
    SecondTill "The second till tries to hand it over again" "Kasir kedua mencoba menyerahkannya lagi";
    Voids "The manager voids {0} (\"{1}\")" "Manajer membatalkan {0} (\"{1}\")";
    Blocks "The manager blocks {0} (\"{1}\")" "Manajer memblokir {0} (\"{1}\")";
    GetsReplacement "{0} gets card {1} for {2}" "{0} mendapat kartu {1} untuk {2}";
    BuysWithCard "Somebody pays {0} with card {1}" "Seseorang membayar {0} dengan kartu {1}";
    Renews "{0} renews" "{0} memperpanjang";
    Settles "The sweep looks at {0}" "Penyapuan memeriksa {0}";
    WhyTypo "one zero too many" "kelebihan satu nol";
    WhyShared "uses somebody else's receipts" "memakai struk orang lain";
    WhyLost "left it on the bus" "tertinggal di bus";
    Members "Members" "Member";
    Active "active" "aktif";
    Expired "expired" "berakhir";
    Together "all" "semua";
    Rewards "Rewards" "Hadiah";
    Open "open" "terbuka";
    Used "handed over" "diserahkan";
    LapsedCount "lapsed" "hangus";
    Verified "{0} entries replayed, no differences" "{0} catatan diputar ulang, tidak ada perbedaan";
    KeptIn "Everything above is kept in {0}. Look around:" "Semua di atas tersimpan di {0}. Silakan lihat-lihat:";
}

impl Phrase {
    /// The phrase in a language, with its blanks filled in.
    pub fn say(self, lang: Lang, with: &[&str]) -> String {
        let mut said = String::new();
        let mut rest = self.text(lang);
        while let Some((before, after)) = rest.split_once('{') {
            let Some((blank, after)) = after.split_once('}') else { break };
            let filled = blank.parse::<usize>().ok().and_then(|index| with.get(index)).copied();
            said.push_str(before);
            said.push_str(filled.unwrap_or_default());
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_ID: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];

impl Lang {
    /// The short name of a month, from 1.
    pub fn month(self, number: usize) -> &'static str {
        let names = match self {
            Lang::En => &MONTHS_EN,
            Lang::Id => &MONTHS_ID,
        };
        number.checked_sub(1).and_then(|index| names.get(index)).copied().unwrap_or("?")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_fill_in_the_same_things() {
        let blanks = |text: &str| {
            let mut found: Vec<String> = text.split('{').skip(1).map(|part| part.chars().take(2).collect()).collect();
            found.sort();
            found
        };
        for phrase in Phrase::ALL {
            assert_eq!(blanks(phrase.text(Lang::En)), blanks(phrase.text(Lang::Id)), "{phrase:?}");
        }
    }

    #[test]
    fn a_blank_is_filled_with_what_stands_there_even_with_braces() {
        assert_eq!(Phrase::StampOf.say(Lang::En, &["{1}", "10"]), "stamp {1} of 10");
        assert_eq!(Phrase::StampOf.say(Lang::Id, &["2"]), "stempel 2 dari ");
    }
}
