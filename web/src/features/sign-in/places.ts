/** What an organisation may be. */
export const kinds = ["shop", "sacco", "investor_club"] as const;

/** Countries where we expect our users, with the currency that their books are kept in. */
const currencyByCountry: Record<string, string> = {
  BI: "BIF", BJ: "XOF", BW: "BWP", CD: "CDF", CI: "XOF", CM: "XAF", DJ: "DJF", DZ: "DZD", EG: "EGP",
  ET: "ETB", GB: "GBP", GH: "GHS", IN: "INR", KE: "KES", KM: "KMF", MA: "MAD", MG: "MGA", ML: "XOF",
  MW: "MWK", MY: "MYR", MZ: "MZN", NG: "NGN", RW: "RWF", SD: "SDG", SN: "XOF", SO: "SOS", SS: "SSP",
  TN: "TND", TZ: "TZS", UG: "UGX", US: "USD", ZA: "ZAR", ZM: "ZMW", DE: "EUR", FR: "EUR",
};

export const countries = Object.keys(currencyByCountry).sort();
export const currencies = [...new Set(Object.values(currencyByCountry))].sort();

export function currencyOf(country: string): string {
  return currencyByCountry[country] ?? "USD";
}
