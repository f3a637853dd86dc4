import type { LoyaltyError, Refusal } from 'loyalty-engine';

export type Language = 'id' | 'en';

interface Texts {
  title: string;
  join: string;
  buy: string;
  name: string;
  phone: string;
  amount: string;
  receipt: string;
  members: string;
  stamps: (count: number, of: number) => string;
  refused: Record<Refusal['code'], string>;
  wrong: string;
  later: string;
  done: string;
}

export const TEXTS: Record<Language, Texts> = {
  id: {
    title: 'Kopi Hub: kartu stempel',
    join: 'Jadi anggota',
    buy: 'Catat pembelian',
    name: 'Nama',
    phone: 'Nomor telepon',
    amount: 'Jumlah (Rp)',
    receipt: 'Nomor struk',
    members: 'Anggota',
    stamps: (count, of) => `${count} dari ${of} stempel`,
    refused: {
      key_reused: 'Nomor struk ini sudah dipakai untuk pembelian lain.',
      unknown_program: 'Program ini belum punya aturan.',
      card_number_taken: 'Nomor kartu ini sudah ada.',
      card_not_found: 'Kartu tidak ditemukan.',
      card_replaced: 'Kartu ini sudah diganti.',
      card_assigned: 'Kartu ini milik orang lain.',
      member_not_found: 'Anggota tidak ditemukan.',
      member_erased: 'Data anggota ini sudah dihapus.',
      member_closed: 'Keanggotaan ini sudah ditutup.',
      not_closed: 'Keanggotaan ini tidak ditutup.',
      member_blocked: 'Anggota ini diblokir.',
      not_blocked: 'Anggota ini tidak diblokir.',
      already_active: 'Keanggotaan masih berlaku.',
      phone_taken: 'Nomor telepon ini milik anggota lain.',
      email_taken: 'Alamat surel ini milik anggota lain.',
      no_membership: 'Tidak ada keanggotaan.',
      membership_not_started: 'Keanggotaan belum mulai.',
      membership_expired: 'Keanggotaan sudah habis.',
      unknown_reward: 'Hadiah ini tidak dikenal.',
      no_reward: 'Belum ada hadiah.',
      reward_redeemed: 'Hadiah ini sudah diambil.',
      reward_lapsed: 'Hadiah ini sudah hangus.',
      reward_not_redeemed: 'Hadiah ini belum diambil.',
      undo_too_late: 'Sudah terlambat untuk dibatalkan.',
      purchase_not_found: 'Pembelian tidak ditemukan.',
      purchase_state: 'Pembelian ini tidak bisa diubah begitu.',
      reward_limit: 'Jatah hadiah ini sudah habis untuk anggota ini.',
      out_of_stock: 'Hadiah ini sudah habis.',
      not_offered: 'Hadiah ini sedang tidak ditawarkan.',
      not_bought: 'Hadiah ini tidak ditukar dengan poin.',
      no_points: 'Program ini tidak memakai poin.',
      no_money_off: 'Poin tidak bisa dipakai untuk membayar.',
      no_transfer: 'Poin tidak bisa dipindahkan.',
      same_member: 'Keduanya orang yang sama.',
      too_few_points: 'Poin yang dipakai terlalu sedikit.',
      points_short: 'Poin tidak cukup.',
      hold_not_found: 'Poin ini tidak lagi ditahan.',
      too_many_holds: 'Terlalu banyak poin yang ditahan.',
      too_many_orders: 'Terlalu banyak pesanan yang belum dibayar.',
      purchase_adopted: 'Pembelian ini milik anggota lain.',
      adopt_too_late: 'Sudah terlambat untuk mencatatkan pembelian ini.',
      has_receipt: 'Pembelian ini sudah punya nomor struk.',
      units_gone: 'Barang yang dikembalikan lebih banyak dari yang tersisa.',
      refund_too_large: 'Pengembalian lebih besar dari sisa tagihan.',
    },
    wrong: 'Ada isian yang salah',
    later: 'Coba lagi sebentar.',
    done: 'Tercatat.',
  },
  en: {
    title: 'Kopi Hub: stamp cards',
    join: 'Join',
    buy: 'Record a purchase',
    name: 'Name',
    phone: 'Phone number',
    amount: 'Amount (Rp)',
    receipt: 'Receipt number',
    members: 'Members',
    stamps: (count, of) => `${count} of ${of} stamps`,
    refused: {
      key_reused: 'This receipt number was used for another purchase.',
      unknown_program: 'This program has no rules yet.',
      card_number_taken: 'There is a card with this number.',
      card_not_found: 'There is no such card.',
      card_replaced: 'This card was replaced.',
      card_assigned: 'This card belongs to somebody else.',
      member_not_found: 'There is no such member.',
      member_erased: 'This member was erased.',
      member_closed: 'This membership was closed.',
      not_closed: 'This membership is not closed.',
      member_blocked: 'This member is blocked.',
      not_blocked: 'This member is not blocked.',
      already_active: 'The membership still runs.',
      phone_taken: 'Another member has this phone number.',
      email_taken: 'Another member has this e-mail address.',
      no_membership: 'There is no membership.',
      membership_not_started: 'The membership begins later.',
      membership_expired: 'The membership is over.',
      unknown_reward: 'There is no such reward.',
      no_reward: 'There is no reward yet.',
      reward_redeemed: 'This reward was handed over already.',
      reward_lapsed: 'This reward has lapsed.',
      reward_not_redeemed: 'This reward was not handed over.',
      undo_too_late: 'It is too late to take it back.',
      purchase_not_found: 'There is no such purchase.',
      purchase_state: 'This can not be done with this purchase any more.',
      reward_limit: 'This member can have no more of this reward.',
      out_of_stock: 'This reward is out of stock.',
      not_offered: 'This reward is not offered now.',
      not_bought: 'This reward was not bought with points.',
      no_points: 'There are no points here.',
      no_money_off: 'Points are no money off here.',
      no_transfer: "Points can't be given away.",
      same_member: 'Both are the same person.',
      too_few_points: 'These are too few points at once.',
      points_short: 'There are not so many points.',
      hold_not_found: 'These points are no longer held.',
      too_many_holds: 'Too many points are held.',
      too_many_orders: 'Too many orders are unpaid.',
      purchase_adopted: 'This purchase belongs to another member.',
      adopt_too_late: 'It is too late to claim this purchase.',
      has_receipt: 'This purchase has a receipt number.',
      units_gone: 'Fewer units are left than are to come back.',
      refund_too_large: 'Less of the bill is left than is to come back.',
    },
    wrong: 'Something is not filled in as it should be',
    later: 'Try again in a moment.',
    done: 'Recorded.',
  },
};

/** An error in a customer's words. */
export function say(error: LoyaltyError, language: Language): string {
  const texts = TEXTS[language];
  const { kind, code } = error;
  if (kind === 'refused') return texts.refused[code as Refusal['code']];
  if (kind === 'invalid') return `${texts.wrong}: ${code}`;
  return error.retry ? texts.later : error.message;
}
