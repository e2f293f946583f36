import { DuckDBInstance } from '@duckdb/node-api';
import { type ReadingBatch, textAt } from '@musubi/schema';

/** Writes readings as one Parquet file with the columns of an export. */
export async function writeParquet(batches: AsyncIterable<ReadingBatch>, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(
      `CREATE TABLE readings (series UINTEGER, "time" BIGINT, received BIGINT, "sequence" UINTEGER,
         quality UTINYINT, number DOUBLE, "text" VARCHAR)`,
    );
    const appender = await connection.createAppender('readings');
    for await (const batch of batches) {
      for (let i = 0; i < batch.length; i++) {
        appender.appendUInteger(batch.series[i]!);
        appender.appendBigInt(BigInt(batch.time[i]!));
        appender.appendBigInt(BigInt(batch.received[i]!));
        appender.appendUInteger(batch.sequence[i]!);
        appender.appendUTinyInt(batch.quality[i]!);
        if (Number.isNaN(batch.number[i]!)) appender.appendNull();
        else appender.appendDouble(batch.number[i]!);
        const text = textAt(batch, i);
        if (text === null) appender.appendNull();
        else appender.appendVarchar(text);
        appender.endRow();
      }
    }
    appender.closeSync();
    await connection.run(
      `COPY readings TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
