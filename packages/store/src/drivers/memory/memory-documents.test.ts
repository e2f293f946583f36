import { testDocumentStore } from '../../conformance/documents.ts';
import { memoryDocuments } from './memory-documents.ts';

testDocumentStore('memory', async ({ folder }) => memoryDocuments({ from: folder }), { durable: false });
