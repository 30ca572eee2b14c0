// What the build puts before the files of this folder.
declare const LETTERS: Letters;
