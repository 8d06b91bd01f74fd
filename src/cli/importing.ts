/** Imports and exports data sets, for `kirmash import`, `export` and `demo`. */
import { Failure } from '#base/failure.ts';
import { ExportError, type ExportOptions, exportDataSet } from '#registry/data-set/export.ts';
import { expectDataSet, type ImportReport, importDataSet } from '#registry/data-set/import.ts';
import { DataSetError } from '#registry/data-set/problem.ts';
import type { Storage } from '#storage/database.ts';
import { explainDatabaseError, explainFileError } from '#storage/explain.ts';
import { count } from './numbers.ts';
import type { Step } from './steps.ts';

/** What the command line records as author: nobody has signed in. */
const AUTHOR = 'system';

/** Looks whether a folder holds a data set. Errors: Failure. */
export async function lookAtFolder(folder: string): Promise<void> {
  try {
    await expectDataSet(folder);
  } catch (error) {
    if (error instanceof DataSetError) throw new Failure(error.message, { cause: error });
    throw explainFileError(error, `The data set ${folder} can't be read`) ?? error;
  }
}

/** Imports a folder and shows how far it is. Errors: Failure with every problem of the set; `signal`'s reason. */
export async function importFolder(
  storage: Storage,
  folder: string,
  step: Step,
  signal: AbortSignal,
): Promise<ImportReport> {
  try {
    return await importDataSet(storage, folder, {
      author: AUTHOR,
      signal,
      onProgress: ({ step: what, records }) => step.progress(`${what}, ${count(records, 'record')}`),
    });
  } catch (error) {
    if (error instanceof DataSetError) throw new Failure(error.message, { cause: error });
    throw explainDatabaseError(error, 'The database') ?? error;
  }
}

/** Exports a data set; gives the number of records. Errors: Failure. */
export async function exportFolder(
  storage: Storage,
  id: string,
  folder: string,
  options: ExportOptions,
): Promise<number> {
  try {
    return await exportDataSet(storage, id, folder, options);
  } catch (error) {
    if (error instanceof ExportError) throw new Failure(error.message, { cause: error });
    throw (
      explainFileError(error, `The data set can't be written to ${folder}`) ??
      explainDatabaseError(error, 'The database') ??
      error
    );
  }
}

/** Says what an import changed. */
export function describeReport(report: ImportReport): string {
  if (report.recording === null) return `${report.dataSet}: nothing changed`;
  const { entities, statements, figures, remarks, added, retired } = report;
  const held = [
    count(entities, 'entity', 'entities'),
    count(statements, 'statement'),
    count(figures, 'figure'),
    count(remarks, 'remark'),
  ];
  return `${report.dataSet}: ${held.join(', ')}; ${added.toLocaleString('en')} added, ${retired.toLocaleString('en')} retired`;
}
