/** The folder's files as the one JSON that the server takes; or the name of a file that is lacking
 * or is not what its name says. */
export async function packed(files: File[]): Promise<Blob | string> {
  const text = async (name: string) => files.find((file) => file.name === name)?.text();
  const model = await text("model.txt");
  if (model === undefined) return "model.txt";
  const card = json(await text("card.json"));
  if (card === undefined) return "card.json";
  const given = await text("calibration.json");
  const calibration = given === undefined ? null : json(given);
  if (calibration === undefined) return "calibration.json";
  return new Blob([JSON.stringify({ model, calibration, card })], { type: "application/json" });
}

function json(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
