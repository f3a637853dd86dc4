// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
import type * as t from './types.js';
import { ProgramBase, type CommandOptions, type QueryOptions } from './base.js';

/** A program, and every operation on it. What nobody waits for any more is done all the same. */
export declare class Program extends ProgramBase {
  /** Publish a new version of the rules. */
  publishRules(given: t.PublishRules, options?: CommandOptions): Promise<t.Outcome>;
  /** Make cards. */
  issueCards(given?: t.IssueCards, options?: CommandOptions): Promise<t.Outcome>;
  /** Give a card to a person and start their membership. */
  activate(given: t.Activate, options?: CommandOptions): Promise<t.Outcome>;
  /** Make a person known, without a card. */
  register(given: t.Register, options?: CommandOptions): Promise<t.Outcome>;
  /** Change a profile. */
  updateProfile(given: t.UpdateProfile, options?: CommandOptions): Promise<t.Outcome>;
  /** Renew a membership. */
  renew(given: t.Renew, options?: CommandOptions): Promise<t.Outcome>;
  /** Block a member. */
  block(given: t.Block, options?: CommandOptions): Promise<t.Outcome>;
  /** Unblock a member. */
  unblock(given: t.Unblock, options?: CommandOptions): Promise<t.Outcome>;
  /** Replace a lost card. */
  replaceCard(given: t.ReplaceCard, options?: CommandOptions): Promise<t.Outcome>;
  /** Close a member. */
  close(given: t.Close, options?: CommandOptions): Promise<t.Outcome>;
  /** Take back that a member was closed. */
  reopen(given: t.Reopen, options?: CommandOptions): Promise<t.Outcome>;
  /** Remove a member's personal data for good. */
  erase(given: t.Erase, options?: CommandOptions): Promise<t.Outcome>;
  /** Record a till's purchase, paid and completed. */
  recordPurchase(given: t.RecordPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Take a purchase back as a whole. */
  voidPurchase(given: t.VoidPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Say that an order was paid. */
  payPurchase(given: t.PayPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Say that a purchase was handed over. */
  completePurchase(given: t.CompletePurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Call a purchase off before it is handed over. */
  cancelPurchase(given: t.CancelPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Let a purchase stand again that was called off or taken back. */
  reopenPurchase(given: t.ReopenPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Note a step on a purchase's way that only informs. */
  markPurchase(given: t.MarkPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Count a purchase by nobody for a member. */
  adoptPurchase(given: t.AdoptPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Give a purchase back: all of it, some units, or an amount. */
  refundPurchase(given: t.RefundPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Give something back and buy something else, in one. */
  exchangePurchase(given: t.ExchangePurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Count that a receipt was printed once more. */
  reprintReceipt(given: t.ReprintReceipt, options?: CommandOptions): Promise<t.Outcome>;
  /** Give or take points by hand. */
  adjustPoints(given: t.AdjustPoints, options?: CommandOptions): Promise<t.Outcome>;
  /** Give points to another member. */
  transferPoints(given: t.TransferPoints, options?: CommandOptions): Promise<t.Outcome>;
  /** Spend points as money off. */
  spendPoints(given: t.SpendPoints, options?: CommandOptions): Promise<t.Outcome>;
  /** Hold points back for something. */
  holdPoints(given: t.HoldPoints, options?: CommandOptions): Promise<t.Outcome>;
  /** Let held points go. */
  releasePoints(given: t.ReleasePoints, options?: CommandOptions): Promise<t.Outcome>;
  /** Buy a reward with points. */
  buyReward(given: t.BuyReward, options?: CommandOptions): Promise<t.Outcome>;
  /** Give a reward back that was bought with points. */
  reverseReward(given: t.ReverseReward, options?: CommandOptions): Promise<t.Outcome>;
  /** Make two members one who are the same person. */
  merge(given: t.Merge, options?: CommandOptions): Promise<t.Outcome>;
  /** Hand a reward over. */
  redeem(given: t.Redeem, options?: CommandOptions): Promise<t.Outcome>;
  /** Take a handed-over reward back. */
  undoRedemption(given: t.UndoRedemption, options?: CommandOptions): Promise<t.Outcome>;
  /** Write down what time has done to a member. */
  settle(given: t.Settle, options?: CommandOptions): Promise<t.Outcome>;
  /** One member, as of now. */
  lookUp(given: t.LookUp, options?: QueryOptions): Promise<t.MemberView>;
  /** A member's entries, oldest first. */
  history(given: t.History, options?: QueryOptions): Promise<t.HistoryView>;
  /** One purchase, as of now. */
  lookUpPurchase(given: t.LookUpPurchase, options?: QueryOptions): Promise<t.PurchaseView>;
  /** What went in and out of a member's points, oldest first. */
  statement(given: t.Statement, options?: QueryOptions): Promise<t.StatementView>;
  /** Which points run out by a day. */
  forecast(given: t.Forecast, options?: QueryOptions): Promise<t.ForecastView>;
  /** Members, by the order in which they became known. */
  listMembers(given?: t.ListMembers, options?: QueryOptions): Promise<t.MembersView>;
  /** Figures of the program. */
  summary(given?: t.Summarise, options?: QueryOptions): Promise<t.Summary>;
  /** The rules in force. */
  readRules(given?: t.ReadRules, options?: QueryOptions): Promise<t.RulesView>;
}
