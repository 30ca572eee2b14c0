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

/**
 * The records of a file, as this handbook saves it, or as it gives them out at an address that it has left (browser/leaving/).
 * @param {string} words @returns {{records: [kind: string, id: string, record: StudyRecord][], fault: string}} the name of a text when it is none
 */
function notebookRead(words) {
  /** @type {any} */
  let all = null;
  try {
    all = JSON.parse(words);
  } catch (error) {
    return { records: [], fault: 'unreadable' };
  }
  const isObject = (/** @type {unknown} */ one) => Boolean(one) && typeof one === 'object' && !Array.isArray(one);
  const isLeft = isObject(all) && typeof all.address === 'string' && !('format' in all);
  if (!isObject(all) || !isObject(all.records) || !(isLeft || all.format === NOTEBOOK_FORMAT)) return { records: [], fault: 'foreign' };
  if (!isLeft && !(all.version <= NOTEBOOK_VERSION)) return { records: [], fault: 'later' };
  /** @type {[string, string, StudyRecord][]} */
  const records = [];
  for (const name of Object.keys(all.records)) {
    const [, kind, id] = name.match(isLeft ? /^\.s1\.(\w+)\.([^]*)$/ : /^(\w+)\.([^]*)$/) || [];
    const record = all.records[name];
    if (kind && isObject(record) && (record.u === undefined || Number.isFinite(record.u))) records.push([kind, id, record]);
    else if (!isLeft) return { records: [], fault: 'unreadable' };
  }
  return { records, fault: '' };
}

/** Of two records of one id the later stays. @param {[kind: string, id: string, record: StudyRecord][]} records @returns {number} how many were taken */
function notebookMerge(records) {
  const taken = records.filter(([kind, id, { u = 0 }]) => {
    const own = study.get(kind, id);
    return !own || u > (own.u || 0);
  });
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
