'use strict';

const { types } = require('node:util');

const { native } = require('./native.js');

/** Deeper than any call. */
const DEPTH_MAX = 64;
/** More than any request may hold; a list can be said to be longer without being so. */
const ITEMS_MAX = 100_000;

/**
 * A value as the engine reads it: one string, because a single one crosses far quicker than its parts. Each value is a
 * letter that tells its sort, and what belongs to it; text is written as it is, after its length. Answers come the same
 * way; only names of fields are numbers there.
 */
function tape(value, depth = 0) {
  switch (typeof value) {
    case 'string':
      return `s${text(value)}`;
    case 'undefined':
      return 'n';
    case 'boolean':
      return value ? 't' : 'f';
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? `i${text(String(value))}` : `d${text(String(value))}`;
    case 'bigint':
      return `i${text(String(value))}`;
    case 'object':
      return value === null || depth > DEPTH_MAX ? 'n' : object(value, depth + 1);
    default:
      return 'x';
  }
}

function object(value, depth) {
  if (Array.isArray(value)) return list(value, depth);
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    if (types.isDate(value)) return `m${text(String(value.valueOf()))}`;
    if (!isPlain(value)) return 'x';
  }
  let fields = '';
  let count = 0;
  for (const name of Object.keys(value)) {
    const given = value[name];
    // What is undefined is not given.
    if (given === undefined) continue;
    fields += text(name) + tape(given, depth);
    count += 1;
  }
  return `o${count};${fields}`;
}

function list(items, depth) {
  const { length } = items;
  if (length > ITEMS_MAX) return 'e';
  let all = `l${length};`;
  for (let index = 0; index < length; index += 1) all += tape(items[index], depth);
  return all;
}

const text = (given) => `${given.length};${given}`;

/**
 * An object that is nothing but its fields, of whichever realm or class: one of JavaScript's own sorts, such as a `Map`,
 * says by its tag that it is more.
 */
function isPlain(value) {
  const parent = Object.getPrototypeOf(value);
  return parent === null || Object.getPrototypeOf(parent) === null
    || Object.prototype.toString.call(value) === '[object Object]';
}

/** Names of fields, by their number. */
let names = [];
/** What is cut from a string keeps the whole of it in memory; from here on a copy is better. */
const LONG = 4096;

const [SEMICOLON, ZERO] = [';', '0'].map((letter) => letter.charCodeAt(0));

/** What stands on a tape. */
class Tape {
  #tape;
  #at = 0;

  constructor(tape) {
    this.#tape = tape;
  }

  /** An answer: `{ ok }`, `{ error }`, or `{ query }`. */
  reply() {
    switch (this.#letter()) {
      case 'k':
        return { ok: this.#value() };
      case 'e':
        return { error: this.#value() };
      default:
        return { query: this.#value() };
    }
  }

  #value() {
    switch (this.#letter()) {
      case 's':
        return this.#text();
      case 'o':
        return this.#object();
      case 'l':
        return this.#list();
      case 'i':
        return this.#number();
      case 't':
        return true;
      case 'f':
        return false;
      case 'm':
        return this.#map();
      default:
        return null;
    }
  }

  #letter() {
    const letter = this.#tape[this.#at];
    this.#at += 1;
    return letter;
  }

  #number() {
    const tape = this.#tape;
    let at = this.#at;
    const isNegative = tape[at] === '-';
    if (isNegative) at += 1;
    let number = 0;
    for (let sign = tape.charCodeAt(at); sign !== SEMICOLON; sign = tape.charCodeAt(at)) {
      number = number * 10 + sign - ZERO;
      at += 1;
    }
    this.#at = at + 1;
    return isNegative ? -number : number;
  }

  #text() {
    const length = this.#number();
    const text = this.#tape.slice(this.#at, this.#at + length);
    this.#at += length;
    return this.#tape.length < LONG ? text : Buffer.from(text).toString();
  }

  #list() {
    const count = this.#number();
    const items = [];
    for (let n = 0; n < count; n += 1) items.push(this.#value());
    return items;
  }

  #object() {
    const count = this.#number();
    const object = {};
    for (let n = 0; n < count; n += 1) {
      const name = this.#number();
      if (name >= names.length) names = native.names();
      object[names[name]] = this.#value();
    }
    return object;
  }

  #map() {
    const count = this.#number();
    const object = {};
    for (let n = 0; n < count; n += 1) {
      this.#at += 1;
      const name = this.#text();
      // Whatever it is called, also `__proto__`, it is a field.
      Object.defineProperty(object, name, { value: this.#value(), configurable: true, enumerable: true, writable: true });
    }
    return object;
  }
}

/** What the engine has said: `{ ok }`, `{ error }`, or `{ query }`. */
const said = (written) => new Tape(written).reply();

module.exports = { said, tape };
