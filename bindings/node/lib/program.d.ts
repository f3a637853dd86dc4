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
  /** Record a till's purchase, paid and completed. */
  recordPurchase(given: t.RecordPurchase, options?: CommandOptions): Promise<t.Outcome>;
  /** Take a purchase back as a whole. */
  voidPurchase(given: t.VoidPurchase, options?: CommandOptions): Promise<t.Outcome>;
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
  /** Members, by the order in which they became known. */
  listMembers(given?: t.ListMembers, options?: QueryOptions): Promise<t.MembersView>;
  /** Figures of the program. */
  summary(given?: t.Summarise, options?: QueryOptions): Promise<t.Summary>;
  /** The rules in force. */
  readRules(given?: t.ReadRules, options?: QueryOptions): Promise<t.RulesView>;
}
