import { MusubiError } from '@musubi/base';
import { importFile, type MountedContract, mount, previewFile } from '@musubi/schema/api';
import type { FileDoor } from '../collect-parts.ts';
import type { CollectWorks } from '../collect-works.ts';

/** Uploaded files belong to the connection that the product brings for them. */
const UPLOADS = 'file-upload';

export function fileHandlers(works: CollectWorks): MountedContract[] {
  return [
    mount(previewFile, (input, { upload }) => filesOf(works).preview(upload, input)),
    mount(importFile, async (input, { upload }) => {
      const connection = await works.connections.ensureUploads(UPLOADS);
      return filesOf(works).import(upload, input, works.runner.contextFor(connection));
    }),
  ];
}

function filesOf({ parts }: CollectWorks): FileDoor {
  if (parts.files) return parts.files;
  throw new MusubiError('us', 'file.not-available', 'there is no reader of files');
}
