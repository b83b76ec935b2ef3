/** Where the bytes of an export go. Nothing is there for others to see before `finish`. */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  finish(): Promise<void>
  /** Leaves no file behind that looks whole. */
  discard(): Promise<void>
}

interface SavePicker {
  showSaveFilePicker?: (options: { readonly suggestedName: string }) => Promise<FileSystemFileHandle>
}

/** Blobs are joined at this size: a browser then keeps them outside of the page's memory. */
const PART_BYTES = 8 * 1024 * 1024

/**
 * Asks where to save, where the browser can write to disk as it goes; else gathers a download. Must be called in
 * answer to a press. Undefined: the reader chose no place.
 */
export async function openFileSink(name: string): Promise<FileSink | undefined> {
  const { showSaveFilePicker } = globalThis as SavePicker
  if (!showSaveFilePicker) return downloadSink(name)
  try {
    const handle = await showSaveFilePicker({ suggestedName: name })
    const file = await handle.createWritable()
    return {
      write: (bytes) => file.write(bytes),
      finish: () => file.close(),
      discard: () => file.abort(),
    }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return undefined
    // Forbidden here, as in a frame of another site: the download still works.
    return downloadSink(name)
  }
}

function downloadSink(name: string): FileSink {
  let whole = new Blob([])
  let pending: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const join = () => {
    whole = new Blob([whole, ...pending])
    pending = []
    bytes = 0
  }
  return {
    write(piece) {
      pending.push(piece)
      bytes += piece.length
      if (bytes >= PART_BYTES) join()
      return Promise.resolve()
    },
    finish() {
      join()
      const link = document.createElement('a')
      link.href = URL.createObjectURL(whole)
      link.download = name
      link.click()
      // The browser has taken hold of the blob by the next task.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
      return Promise.resolve()
    },
    discard() {
      pending = []
      whole = new Blob([])
      return Promise.resolve()
    },
  }
}
