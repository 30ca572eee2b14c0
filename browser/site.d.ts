// What the page's script offers to the scripts that come later: window.handbook, made in browser/page/base.js.
interface Handbook {
  /** Absolute address of the site's root, ending in a slash. */
  base: string;
  /** The path of the root: with it begins the name of all that this handbook keeps in the browser. */
  root: string;
  language: string;
  /** Paths below the root by short name. */
  files: Record<string, string>;
  texts: Record<string, string>;
  element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Record<string, string>,
    ...content: (Node | string)[]
  ): HTMLElementTagNameMap[Name];
  stored<Result>(use: (storage: Storage) => Result): Result | null;
  /** Asks the worker in force, with an order as browser/worker/worker.js knows it; "late" is the error when it does not answer. */
  order(registration: ServiceWorkerRegistration, order: object): Promise<Told>;
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
}
declare const handbook: Handbook;
// What the build puts before the files of a folder: texts of one group; for the page's script all of this.
declare const handbookTexts: Record<string, string>;
declare const SITE: Handbook;
