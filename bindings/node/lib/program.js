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

  recordPurchase(given, options) {
    return this._command('record_purchase', given, options);
  }

  voidPurchase(given, options) {
    return this._command('void_purchase', given, options);
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
