/**
 * Owns what the demo shop sells besides food: snacks, drinks, cleaning, personal care, and the odd items of a till:
 * a carrier bag, a bottle deposit, a delivery, an item whose price is typed in, one that may not be sold, beer for
 * adults, bottles with their deposit, and sugar that is rationed.
 */
import type { DemoShelf } from "./demo-shelf.ts";

export const otherShelves: readonly DemoShelf[] = [
  {
    department: { code: "SNACKS", name: "Atıştırmalık" },
    category: { code: "SWEETS", name: "Çikolata ve bisküvi" },
    taxRateBp: 100,
    items: [
      { name: "Sütlü Çikolata 80 g", price: "44.90", brand: "Fıstıkçı Baba" },
      { name: "Antep Fıstıklı Çikolata 80 g", price: "64.90", brand: "Fıstıkçı Baba" },
      { name: "Bitter Çikolata 80 g", price: "49.90", brand: "Fıstıkçı Baba" },
      { name: "Çikolatalı Gofret 40 g", price: "12.50", brand: "Fıstıkçı Baba" },
      { name: "Petit Beurre Bisküvi 175 g", price: "22.50", brand: "Altınbaşak" },
      { name: "Kakaolu Kek 6'lı", price: "49.90", brand: "Altınbaşak", onSale: true },
      { name: "Patates Cipsi Sade 130 g", price: "47.50", brand: "Çıtırdak", group: "CHIPS-130" },
      { name: "Patates Cipsi Baharatlı 130 g", price: "47.50", brand: "Çıtırdak", group: "CHIPS-130" },
      { name: "Kavrulmuş Fındık 150 g", price: "129.90", brand: "Fıstıkçı Baba" },
      { name: "Ay Çekirdeği 180 g", price: "54.90", brand: "Fıstıkçı Baba" },
      { name: "Güllü Lokum 400 g", price: "149.90", brand: "Fıstıkçı Baba" },
      { name: "Nane Şekeri 30 g", price: "14.90", brand: "Çıtırdak" },
    ],
  },
  {
    department: { code: "DRINKS", name: "İçecek" },
    category: { code: "COLD-DRINKS", name: "Soğuk içecek" },
    taxRateBp: 1000,
    items: [
      { name: "Su 0,5 L", price: "10.00", brand: "Kaynarca", quick: 3, extraBarcodes: 1 },
      { name: "Su 1,5 L", price: "17.50", brand: "Kaynarca" },
      { name: "Su 5 L", price: "49.90", brand: "Kaynarca" },
      { name: "Maden Suyu 6 x 200 ml", price: "69.90", brand: "Kaynarca" },
      { name: "Kola 1 L", price: "49.90", brand: "Moda Kola", group: "COLA" },
      { name: "Kola 2,5 L", price: "79.90", brand: "Moda Kola", group: "COLA" },
      { name: "Gazoz 250 ml Cam Şişe", price: "24.90", brand: "Moda Kola" },
      { name: "Portakal Suyu 1 L", price: "64.90", brand: "Bahçeden", onSale: true },
      { name: "Vişne Nektarı 1 L", price: "54.90", brand: "Bahçeden" },
      { name: "Soğuk Çay Şeftali 1 L", price: "49.90", brand: "Bahçeden" },
      { name: "Şalgam Suyu 1 L", price: "59.90", brand: "Bahçeden" },
    ],
  },
  {
    department: { code: "DRINKS", name: "İçecek" },
    category: { code: "HOT-DRINKS", name: "Çay ve kahve" },
    taxRateBp: 100,
    items: [
      { name: "Rize Çayı 1 kg", price: "229.90", brand: "Işıklar" },
      { name: "Demlik Poşet Çay 48'li", price: "99.90", brand: "Işıklar" },
      { name: "Türk Kahvesi 100 g", price: "84.90", brand: "Işıklar" },
      { name: "Filtre Kahve 250 g", price: "219.90", brand: "Işıklar" },
      { name: "Bardak Çay", price: "20.00", quick: 8 },
    ],
  },
  {
    department: { code: "CLEANING", name: "Temizlik" },
    category: { code: "HOUSEHOLD", name: "Ev temizliği" },
    taxRateBp: 2000,
    items: [
      { name: "Bulaşık Deterjanı 750 ml", price: "74.90", brand: "Pırıl" },
      { name: "Çamaşır Deterjanı 4 kg", price: "329.90", brand: "Pırıl", onSale: true },
      { name: "Yumuşatıcı 1,5 L", price: "129.90", brand: "Pırıl" },
      { name: "Çamaşır Suyu 2 L", price: "79.90", brand: "Pırıl" },
      { name: "Yüzey Temizleyici 1 L", price: "89.90", brand: "Pırıl" },
      { name: "Çöp Torbası 20'li", price: "44.90", brand: "Pırıl" },
      { name: "Kâğıt Havlu 6'lı", price: "139.90", brand: "Pamukça" },
      { name: "Tuvalet Kâğıdı 16'lı", price: "199.90", brand: "Pamukça" },
      { name: "Peçete 100'lü", price: "39.90", brand: "Pamukça" },
    ],
  },
  {
    department: { code: "CARE", name: "Kişisel bakım" },
    category: { code: "BODY", name: "Vücut bakımı" },
    taxRateBp: 2000,
    items: [
      { name: "Zeytinyağlı Sabun 4'lü", price: "89.90", brand: "Pamukça" },
      { name: "Şampuan 500 ml", price: "139.90", brand: "Pamukça" },
      { name: "Diş Macunu 100 ml", price: "84.90", brand: "Pamukça" },
      { name: "Islak Mendil 90'lı", price: "49.90", brand: "Pamukça" },
      { name: "Limon Kolonyası 400 ml", price: "159.90", brand: "Pamukça" },
    ],
  },
  {
    department: { code: "HOUSE", name: "Kasa önü" },
    category: { code: "AT-THE-TILL", name: "Kasa önü" },
    taxRateBp: 2000,
    items: [
      { name: "Alışveriş Poşeti", price: "1.00", kind: "fee", discountable: false, quick: 12 },
      { name: "Depozito Şişe", price: "2.00", kind: "deposit", discountable: false, quick: 13 },
      { name: "Eve Servis", price: "30.00", kind: "delivery", discountable: false, quick: 14 },
      { name: "Çeşitli Ürün (fiyat elle)", price: null, quick: 15 },
      { name: "Kalem Pil AA 4'lü", price: "94.90", brand: "Pırıl" },
      { name: "Çakmak", price: "24.90" },
      { name: "Mutfak Tüpü 2 kg (satışa kapalı)", price: "390.00", forSale: false },
    ],
  },
  {
    department: { code: "DRINKS", name: "İçecek" },
    category: { code: "BEER", name: "Bira" },
    taxRateBp: 2000,
    items: [
      { name: "Bira 50 cl Şişe", price: "79.90", brand: "Moda Bira", minAge: 18, deposit: "Depozito Şişe" },
      { name: "Bira 33 cl Kutu", price: "64.90", brand: "Moda Bira", minAge: 18 },
      { name: "Alkolsüz Malt 33 cl Şişe", price: "39.90", brand: "Moda Bira", deposit: "Depozito Şişe" },
    ],
  },
  {
    department: { code: "GROCERY", name: "Temel gıda" },
    category: { code: "PANTRY", name: "Kiler" },
    taxRateBp: 100,
    items: [{ name: "Toz Şeker 5 kg (en çok 2)", price: "159.90", brand: "Ambarlı", maxPerSale: 2 }],
  },
];
