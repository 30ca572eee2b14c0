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
  /** Asks a worker of the site, with an order as browser/worker/worker.js knows it. */
  order(worker: ServiceWorker, order: object): Promise<{ store: string; list: string; error: string }>;
  /** Puts the edition of a worker that waits in force. */
  accept(waiting: ServiceWorker): Promise<void>;
}
declare const handbook: Handbook;
// What the build puts before the files of a folder: texts of one group; for the page's script all of this.
declare const handbookTexts: Record<string, string>;
declare const SITE: Handbook;
