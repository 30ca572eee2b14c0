// @ts-check
// All that the reader has done, as one file: from one phone to another, and as a copy where a browser forgets.

const [NOTEBOOK_FORMAT, NOTEBOOK_VERSION] = ['handbook.study', 1];

/** By kind and id in one name, which no address of the site is part of. */
function notebookAll() {
  /** @type {Record<string, StudyRecord>} */
  const records = {};
  for (const kind of study.kinds().sort()) for (const [id, record] of study.all(kind)) records[`${kind}.${id}`] = record;
  return { format: NOTEBOOK_FORMAT, version: NOTEBOOK_VERSION, date: new Date().toISOString(), records };
}

/** By kind a value of each field, which has its type; lists, and what has names of its own, hold one of what they hold. @type {Record<string, StudyRecord>} */
const NOTEBOOK_FIELDS = {
  q: { h: '', a: '', ok: true, n: 0 },
  p: { t: 0, s: [''], n: 0, d: 0, w: 0 },
  c: { s: 0, d: 0, e: 0, l: 0, n: 0, h: '' },
  n: { e: '', v: '', b: '', f: '', o: 0, c: '', h: '', s: '', x: '', l: '', p: '', z: 0 },
  t: { a: '', q: '', l: '', p: '' },
  r: { s: [['']] },
  x: { t: 0, r: 0 },
  e: { s: 0, e: 0, a: { id: [''] }, d: 0 },
};

/** @param {any} value @param {any} sample @returns {boolean} */
function notebookFits(value, sample) {
  if (typeof sample === 'number') return Number.isFinite(value);
  if (typeof sample !== 'object') return typeof value === typeof sample;
  const isLike = value && typeof value === 'object' && Array.isArray(value) === Array.isArray(sample);
  return isLike && Object.values(value).every((one) => notebookFits(one, Object.values(sample)[0]));
}

/** Whether other scripts can do with it. @param {string} kind @param {StudyRecord} record */
function notebookIsSound(kind, record) {
  /** @type {StudyRecord} */
  const fields = { u: 0, ...NOTEBOOK_FIELDS[kind] };
  return Object.keys(fields).every((name) => record[name] === undefined || notebookFits(record[name], fields[name]));
}

/**
 * The records of a file, as this handbook saves it, or as it gives them out at an address that it has left (browser/leaving/).
 * @param {string} words @returns {{records: [kind: string, id: string, record: StudyRecord][], left: number, fault: string}} how many were left out; the name of a text when it is none
 */
function notebookRead(words) {
  /** @type {any} */
  let all = null;
  try {
    all = JSON.parse(words);
  } catch (error) {
    return { records: [], left: 0, fault: 'unreadable' };
  }
  const isObject = (/** @type {unknown} */ one) => Boolean(one) && typeof one === 'object' && !Array.isArray(one);
  const isLeft = isObject(all) && typeof all.address === 'string' && !('format' in all);
  if (!isObject(all) || !isObject(all.records) || !(isLeft || all.format === NOTEBOOK_FORMAT)) return { records: [], left: 0, fault: 'foreign' };
  if (!isLeft && !(all.version <= NOTEBOOK_VERSION)) return { records: [], left: 0, fault: 'later' };
  /** @type {[string, string, StudyRecord][]} */
  const records = [];
  let left = 0;
  for (const name of Object.keys(all.records)) {
    const [, kind, id] = name.match(isLeft ? /^\.s1\.(\w+)\.([^]*)$/ : /^(\w+)\.([^]*)$/) || [];
    const record = all.records[name];
    if (!isLeft && !(kind && isObject(record))) return { records: [], left: 0, fault: 'unreadable' };
    if (!kind) continue; // it is of other things that were kept there
    if (isObject(record) && notebookIsSound(kind, record)) records.push([kind, id, record]);
    else left++;
  }
  return { records, left, fault: '' };
}

/** Of two records of one id the later stays; but what was read of a page stays read. @param {string} kind @param {StudyRecord} own @param {StudyRecord} other @returns {StudyRecord} */
function notebookLater(kind, own, other) {
  const [older, newer] = (other.u || 0) > (own.u || 0) ? [own, other] : [other, own];
  // What was answered is no less known for having been left out in a paper, as in browser/sitting/.
  if (kind === 'q' && older.n && !newer.n && !newer.a) return older;
  if (kind !== 'p') return newer;
  const t = newer.t || older.t;
  const s = [...new Set([...(newer.s || []), ...(older.s || [])])];
  return { ...newer, ...(t ? { t } : {}), ...(s.length ? { s } : {}) };
}

/** @param {[kind: string, id: string, record: StudyRecord][]} records @returns {number} how many were taken */
function notebookMerge(records) {
  /** @type {[string, string, StudyRecord][]} */
  const taken = [];
  for (const [kind, id, record] of records) {
    const own = study.get(kind, id);
    const later = own && notebookIsSound(kind, own) ? notebookLater(kind, own, record) : record;
    if (JSON.stringify(own) !== JSON.stringify(later)) taken.push([kind, id, later]);
  }
  // Only now: what is kept of questions changes what is kept of their pages.
  for (const [kind, id, record] of taken) study.restore(kind, id, record);
  return taken.length;
}

/** How many of what there is, in words. */
function notebookCounts() {
  const counted = ['n', 't', 'q', 'p'].map((kind) => filled(handbookTexts[`count_${kind}`], { count: study.all(kind).size }));
  return counted.join(', ');
}

/** All of every kind; what cannot be read too, which only its key names. */
function notebookForget() {
  const { root } = handbook;
  const before = `${root}.s1.`;
  const keys = handbook.stored((storage) => Object.keys(storage)) || [];
  for (const key of keys.filter((one) => one.startsWith(before))) {
    const [, kind, id] = key.slice(before.length).match(/^(\w+)\.([^]*)$/) || [];
    if (kind) study.remove(kind, id);
  }
  for (const kind of study.kinds()) for (const id of study.all(kind).keys()) study.remove(kind, id);
}
