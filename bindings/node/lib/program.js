// Written by `cargo xtask codegen` from the engine's own types; changes here are lost.
'use strict';

const { ProgramBase } = require('./base.js');

/** A program, and every operation on it. */
class Program extends ProgramBase {
  publishRules(given, options) {
    return this._command('publish_rules', given, options);
  }

  issueCards(given, options) {
    return this._command('issue_cards', given, options);
  }

  activate(given, options) {
    return this._command('activate', given, options);
  }

  register(given, options) {
    return this._command('register', given, options);
  }

  updateProfile(given, options) {
    return this._command('update_profile', given, options);
  }

  renew(given, options) {
    return this._command('renew', given, options);
  }

  block(given, options) {
    return this._command('block', given, options);
  }

  unblock(given, options) {
    return this._command('unblock', given, options);
  }

  replaceCard(given, options) {
    return this._command('replace_card', given, options);
  }

  close(given, options) {
    return this._command('close', given, options);
  }

  reopen(given, options) {
    return this._command('reopen', given, options);
  }

  erase(given, options) {
    return this._command('erase', given, options);
  }

  recordPurchase(given, options) {
    return this._command('record_purchase', given, options);
  }

  voidPurchase(given, options) {
    return this._command('void_purchase', given, options);
  }

  payPurchase(given, options) {
    return this._command('pay_purchase', given, options);
  }

  completePurchase(given, options) {
    return this._command('complete_purchase', given, options);
  }

  cancelPurchase(given, options) {
    return this._command('cancel_purchase', given, options);
  }

  reopenPurchase(given, options) {
    return this._command('reopen_purchase', given, options);
  }

  markPurchase(given, options) {
    return this._command('mark_purchase', given, options);
  }

  adoptPurchase(given, options) {
    return this._command('adopt_purchase', given, options);
  }

  refundPurchase(given, options) {
    return this._command('refund_purchase', given, options);
  }

  exchangePurchase(given, options) {
    return this._command('exchange_purchase', given, options);
  }

  reprintReceipt(given, options) {
    return this._command('reprint_receipt', given, options);
  }

  adjustPoints(given, options) {
    return this._command('adjust_points', given, options);
  }

  transferPoints(given, options) {
    return this._command('transfer_points', given, options);
  }

  spendPoints(given, options) {
    return this._command('spend_points', given, options);
  }

  holdPoints(given, options) {
    return this._command('hold_points', given, options);
  }

  releasePoints(given, options) {
    return this._command('release_points', given, options);
  }

  buyReward(given, options) {
    return this._command('buy_reward', given, options);
  }

  reverseReward(given, options) {
    return this._command('reverse_reward', given, options);
  }

  merge(given, options) {
    return this._command('merge', given, options);
  }

  redeem(given, options) {
    return this._command('redeem', given, options);
  }

  undoRedemption(given, options) {
    return this._command('undo_redemption', given, options);
  }

  settle(given, options) {
    return this._command('settle', given, options);
  }

  lookUp(given, options) {
    return this._query('look_up', given, options);
  }

  history(given, options) {
    return this._query('history', given, options);
  }

  lookUpPurchase(given, options) {
    return this._query('look_up_purchase', given, options);
  }

  statement(given, options) {
    return this._query('statement', given, options);
  }

  forecast(given, options) {
    return this._query('forecast', given, options);
  }

  listMembers(given, options) {
    return this._query('list_members', given, options);
  }

  summary(given, options) {
    return this._query('summary', given, options);
  }

  readRules(given, options) {
    return this._query('read_rules', given, options);
  }
}

module.exports = { Program };
