'use strict';

const { KINDS } = require('./errors.js');
const { said } = require('./tape.js');

/** A longer list is refused without going through it: it can be said to be long without being so. */
const REQUESTS_MAX = 100_000;

/** What was answered, or what was made. The error is made here, so that its stack leads to whoever asked. */
function answered(reply) {
  if (typeof reply !== 'string') return reply;
  const { ok, error } = said(reply);
  if (error !== undefined) throw errorOf(error);
  return ok;
}

/** The error object of an error's fields, and of what brought it about, if somebody else did. */
function errorOf(error, cause) {
  return new KINDS[error.kind](error, cause);
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}

/** An envelope as the engine reads it: what it does not know, it refuses by name. */
function envelope(options) {
  if (options === undefined) return {};
  if (!isObject(options)) {
    throw errorOf({
      kind: 'invalid', code: 'not_an_object', message: 'options: not an object', retry: false,
      problems: [{ field: 'options', code: 'not_an_object' }],
    });
  }
  const { dryRun, ...rest } = options;
  if (dryRun !== undefined) rest.dry_run = dryRun;
  return rest;
}

/** A program of a store, and who acts on it. */
class ProgramBase {
  #ask;
  #name;
  #actor;

  /** `ask` is how the engine is asked, by the sort of what is asked and its values: it answers by a tape or by what is on it. */
  constructor(ask, name, actor) {
    this.#ask = ask;
    this.#name = name;
    this.#actor = actor;
  }

  get name() {
    return this.#name;
  }

  get actor() {
    return this.#actor;
  }

  actingAs(actor) {
    return new this.constructor(this.#ask, this.#name, actor);
  }

  async batch(requests) {
    const isList = Array.isArray(requests) && requests.length <= REQUESTS_MAX;
    const calls = isList ? requests.map((one) => (isObject(one) ? { ...envelope(one), program: this.#name, actor: this.#actor } : one)) : requests;
    const replies = answered(await this.#ask('batch', calls));
    return replies.map(({ ok, error }) => (error === undefined ? ok : errorOf(error)));
  }

  /** A call with the program and the actor that are the same for all. */
  #whole(options, sort, asked) {
    const call = envelope(options);
    call.program = this.#name;
    call.actor = this.#actor;
    call[sort] = asked;
    return call;
  }

  async _command(name, given = {}, options) {
    return answered(await this.#ask('call', this.#whole(options, 'command', { [name]: given })));
  }

  async _query(name, given = {}, options) {
    return answered(await this.#ask('call', this.#whole(options, 'query', { [name]: given })));
  }
}

module.exports = { ProgramBase, answered, errorOf };
