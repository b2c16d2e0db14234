/** The browser's own database: what waits to be sent, and the last answers for reading offline. */
type StoreName = "outbox" | "discarded" | "replies";

const stores: Record<StoreName, string> = { outbox: "id", discarded: "id", replies: "path" };
let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("commons", 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(stores)) {
        request.result.createObjectStore(name, { keyPath });
      }
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opening = null; };
      resolve(request.result);
    };
    request.onerror = () => { opening = null; reject(request.error); };
  });
  return opening;
}

/** Resolves only when the transaction is complete: what it wrote is on disk. */
async function run<T>(
  name: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const local = {
  put: (name: StoreName, value: object) => run(name, "readwrite", (store) => store.put(value)),
  get: <T>(name: StoreName, key: string) =>
    run<T | undefined>(name, "readonly", (store) => store.get(key) as IDBRequest<T | undefined>),
  all: <T>(name: StoreName) => run<T[]>(name, "readonly", (store) => store.getAll() as IDBRequest<T[]>),
  remove: (name: StoreName, key: string) => run(name, "readwrite", (store) => store.delete(key)),
  clear: (name: StoreName) => run(name, "readwrite", (store) => store.clear()),
};
