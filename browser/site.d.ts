// What the page's script offers to the scripts that come later: window.handbook, made in browser/page/base.js.
interface Handbook {
  /** Absolute address of the site's root, ending in a slash. */
  base: string;
  /** The path of the root: with it begins the name of all that this handbook keeps in the browser. */
  root: string;
  language: string;
  /** The handbook's own language, on the site of another. */
  tongue?: string;
  /** Paths below the root by short name. */
  files: Record<string, string>;
  texts: Record<string, string>;
  element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Record<string, string>,
    ...content: (Node | string)[]
  ): HTMLElementTagNameMap[Name];
  /** A text without the signs around words in the handbook's own language, of which element() makes elements
   *  that say it; both once browser/study/ has run. */
  plain(text: string): string;
  /** The words of an element, with such signs; there once browser/study/ has run. */
  signed(element: Element): string;
  stored<Result>(use: (storage: Storage) => Result): Result | null;
  /** The page says that it is open inside another program, as in Zalo, where nothing can be saved or printed; once browser/study/ has run. */
  inside?: boolean;
  /** Opens the search box; not there where the browser has no dialogs. */
  search?: (opener: Element | null) => void;
  /** A voice of the device itself that speaks a language. Once browser/study/ has run. */
  voice(language: string): SpeechSynthesisVoice | undefined;
  /** Opens the bar that reads the page aloud, and reads; there once browser/aloud/ has run. */
  aloud?(): void;
  /** Runs a script of the site, or adds a style sheet, once: by a short name in files. */
  load(name: string): Promise<void>;
  /**
   * A text, such as an address, as a code for the cameras of phones: black on white with the light edge that it needs, and as
   * large as the sheet makes it. It wants a name: role="img" is there, aria-label is not. Refused when its script cannot be
   * fetched, or when the text is longer than 666 bytes. There once browser/study/ has run.
   */
  qr?(text: string): Promise<SVGSVGElement>;
  /** Asks the worker in force, with an order as browser/worker/worker.js knows it; "late" is the error when it does not answer. */
  order(registration: ServiceWorkerRegistration, order: object): Promise<Told>;
  /** What the reader has done and kept; there once browser/study/ has run: await handbook.studying(). */
  study: Study;
  /** Loads browser/study/, once. */
  studying(): Promise<Study>;
  /** Both the script and the sheet of a name, or another sheet; there once browser/study/ has run. */
  bring(name: string, style?: string): Promise<unknown>;
  /** Calls once a place is below what is in sight. Once browser/study/ has run. */
  below(place: Element, come: () => void): void;
  /** Opens the sheet of browser/share over the page; what it returns closes it. */
  sheet(opener: HTMLElement, title: string, content: Node[]): () => void;
  /** What is noted on this page; there once browser/notes/ has run. */
  notes: PageNotes;
  /** What browser/noting/ does: opens a note, or a new one for a heading, "" for the page. */
  note: {open(opener: HTMLElement, id: string): void; begin(opener: HTMLElement, heading: string): void};
  /** What the page of all notes has; there once browser/notebook/ has run. */
  notebook: Notebook;
  /** All questions of the handbook; there once browser/bank/ has run: its pages name it, others await handbook.load('bank'). */
  bank(): Promise<Bank>;
  /** A text with its {names} filled in; there once browser/study/ has run. */
  filled(text: string, values: Record<string, string | number>): string;
  /** A button as the study's sheet draws it, unless another class is given; there once browser/study/ has run. */
  button(text: string, press: () => void, attributes?: Record<string, string>): HTMLButtonElement;
  /** A text with values and with a {name}, of one or more things that may be in another language; there with the bank. */
  named(text: string, named: { name: string; language?: string }[], values?: Record<string, string | number>): (Node | string)[];
  /** Begins once all is there that questions are asked with in a place of the page. */
  asking(place: HTMLElement, begin: (bank: Bank) => void): Promise<void>;
  /** Shows a paper that has been begun; there once browser/sitting/ has run: await handbook.load('sitting'). */
  sitting(exam: Exam): void;
  /** Puts the edition of a worker that waits in force. */
  accept(waiting: ServiceWorker): Promise<void>;
}
interface Told {
  store: string;
  list: string;
  /** Why a file could not be kept, as browser/worker/causes.js has it; "" when all could. */
  error: string;
  /** Year and month of the edition in force, as 2026.11; a worker before that edition does not say. */
  edition?: string;
  /** Why editions do not arrive, and since when; "" when they do. */
  trouble?: string;
  since?: number;
  /** The edition of what is kept. */
  kept?: string;
  /** The store of an edition before, which stays because this one could not be kept; "" of none. */
  old?: string;
}
/** What a reader did, by kind and id (browser/study/kept.js):
 *   q  <page>#<question>: h hash of the question as it was answered, a the answer (letters, in their order for things to
 *      put in order; words for a gap or an open question; '' when it is to be answered again), ok whether it was right,
 *      n how often it was checked
 *   p  <page>: t when it was read, s the ids of the sections that were, n its questions, d those answered, w of them wrong
 *   c  <register>/<row>, <page> or <page>#<question>, a card (browser/review/): s stability and d difficulty as FSRS-5 has
 *      them, e the day when it is due, l the day of the last time (days of the local calendar since 1970), n how often,
 *      h hash of its text then
 *   n  <page>#<stamp>: e the passage, '' for a heading or a page, v its words that could be seen where others were folded
 *      away, b and f what stands before and behind it, o how far behind its heading, c the id of its heading, h that
 *      heading's words, s the source of an official wording, x the note, l the language of the text, p the title of the
 *      page, z 1 when the passage is not to be found any more
 *   t  <page>#<heading>/<hash of the prompt>: a the answer, q the prompt, l the language of the text, p the title of the page
 *   r  bai: s the headings and texts of the reflection paper, in pairs
 *   x  tep: t when all was last saved as a file, r when the reader was last reminded of it
 *   e  the code of a paper (browser/exam/): s when it was begun, e when its time ends or 0, a by question [hash, answer],
 *      d when it was handed in */
interface StudyRecord {
  /** When it was changed last, in seconds since 1970: of two records of one id the later is kept when data are merged,
   *  but for what was read of a page (browser/notebook/file.js). */
  u?: number;
  [field: string]: any;
}
interface Study {
  /** Without what is damaged; lists and what has names of its own may still hold anything. */
  get(kind: string, id: string): StudyRecord | null;
  /** Keeps a record with the time of now; never throws. */
  put(kind: string, id: string, record: StudyRecord): void;
  /** Keeps a record as it is, as when it comes from a file of the reader. */
  restore(kind: string, id: string, record: StudyRecord): void;
  remove(kind: string, id: string): void;
  /** All of a kind, by id. */
  all(kind: string): Map<string, StudyRecord>;
  kinds(): string[];
  /** Called after each change of one of some kinds, in this tab or another; both are '' when everything went. */
  watch(kinds: string, watcher: (kind: string, id: string) => void): void;
  /** A line to the reader, in the bar below; never more than one of a kind. */
  say(text: string): void;
  /** The id of this page, the same in all languages: 'bai-hoc/kiem-soat-quyen-luc'; '' is the home page. */
  page: string;
  pageOf(path: string): string;
  /** What stands in a question to answer it with; null where there is nothing. */
  answering(quiz: HTMLElement, changed: () => void): { read: () => string; write: (answer: string) => void; isRight: (answer: string) => boolean } | null;
  /** Makes a question that stands in the page (macros/questions.py) one that can be answered; where its id
   *  is another than that of the question, this stands in data-id. */
  quiz(element: Element, page: string): void;
}
/** The words of a page as notes know them, and for each of its signs the node and the place in it. */
interface NoteText {
  words: string;
  nodes: Text[];
  places: number[];
}
interface PageNotes {
  /** The words of the page as they are now; never kept, since other scripts and translators change nodes. */
  read(): NoteText;
  /** Where the part of a heading, or a question, begins and ends in the words, by its id. */
  part(text: NoteText, id: string): [begin: number, end: number];
  range(text: NoteText, from: number, to: number): Range;
  /** The id of a note that stands at a point of the window. */
  at(x: number, y: number): string | null;
  /** Takes a note away, and offers below the text to bring it back. */
  remove(id: string): void;
}
interface Notebook {
  /** All that can be quoted from: notes and answers, by page. */
  entries(): NotebookEntry[];
  /** Ways out for what is written in a part of the page, where they also say how it went. */
  out(frame: HTMLElement): NotebookOut;
}
interface NotebookOut {
  /** Gives a file to the reader, and its words where a browser saves none. */
  save(name: string, type: string, content: BlobPart, words: string): void;
  copy(words: string): void;
}
interface NotebookEntry {
  kind: string;
  id: string;
  page: string;
  title: string;
  language: string;
  /** The passage, the prompt or the question; where it stands on its page; its source when it is an official wording. */
  passage: string;
  anchor: string;
  source: string;
  /** The reader's own words. */
  own: string;
  lost: boolean;
  time: number;
}
/** A question of the handbook, before anything of what it says has been fetched. */
interface BankQuestion {
  /** By what records know it: <page>#<question>. */
  key: string;
  id: string;
  page: BankPage;
  kind: string;
  level: string;
}
interface BankPage {
  name: string;
  title: string;
  part: BankPart;
  /** Of its text. */
  language: string;
  /** That has its questions, of those that handbook/publish/bank.py writes. */
  file: string;
}
interface BankPart {
  id: string;
  title: string;
  language: string;
  questions: BankQuestion[];
}
interface Bank {
  parts: BankPart[];
  levels: { id: string; name: string }[];
  /** Gets what these say; where it cannot, the error says what to tell the reader. */
  fetch(questions: BankQuestion[]): Promise<void>;
  /** Whether what it says is there: a list and a file may be of two editions. */
  has(question: BankQuestion): boolean;
  hash(question: BankQuestion): string;
  /** The letters of the key, or what fills the gap, with | between. */
  right(question: BankQuestion): string;
  /** As a page prints it (macros/questions.py), with a number and an id of its own. */
  draw(question: BankQuestion, number: number, id: string): HTMLElement;
  /** A line that leads to it on its page. */
  from(question: BankQuestion): HTMLElement;
}
/** What a paper is drawn by: minutes 0 is no limit; no parts, no levels are all of them. */
interface Paper {
  seed: string;
  count: number;
  minutes: number;
  parts: string[];
  levels: string[];
}
/** A paper that has been drawn (browser/exam/). */
interface Exam {
  bank: Bank;
  paper: Paper;
  code: string;
  asked: BankQuestion[];
  place: HTMLElement;
  /** Shows it as it is: to be begun, begun, or handed in. */
  show(): Promise<void>;
  /** A question without its answer; `before` is what its id begins with. */
  quiz(question: BankQuestion, number: number, before: string): HTMLElement;
  /** Further buttons, the address for others, and the key for paper. */
  extras(): HTMLElement[];
}
declare const handbook: Handbook;
// What the build puts before the files of a folder: texts of one group; for the page's script all of this.
declare const handbookTexts: Record<string, string>;
declare const SITE: Handbook;
// For browser/study/: the paths of what a press loads, by short name; the codes of three letters of the site's languages.
declare const FILES: Record<string, string>;
declare const CODES: Record<string, string>;
