package dev.seedbed.privacy;

/// What single words say about a number near them, as bits.
final class Topics {
    static final long PHONE = 1;
    static final long CARD = 1 << 1;
    static final long BANK = 1 << 2;
    static final long SSN = 1 << 3;
    static final long IP = 1 << 4;
    static final long VERSION = 1 << 5;
    /// Orders, parcels, parts, books: numbers that belong to things.
    static final long THING = 1 << 6;
    static final long BIRTH = 1 << 7;
    static final long SECRET = 1 << 8;
    static final long TAX = 1 << 9;
    /// Numbers of identity in general.
    static final long IDENTITY = 1 << 10;
    static final long HEALTH = 1 << 11;
    static final long SECTION = 1 << 12;
    static final long QUANTITY = 1 << 13;
    static final long WALLET = 1 << 14;
    static final long HASH = 1 << 15;
    static final long PASSWORD = 1 << 16;
    static final long ITIN = 1 << 17;
    static final long NPI = 1 << 18;
    static final long ROUTING = 1 << 19;
    static final long NHS = 1 << 20;
    static final long AADHAAR = 1 << 21;
    static final long PESEL = 1 << 22;
    static final long BSN = 1 << 23;
    static final long CPF = 1 << 24;
    static final long SIN = 1 << 25;
    static final long TFN = 1 << 26;
    static final long ABN = 1 << 27;
    static final long MEDICARE = 1 << 28;
    static final long RRN = 1 << 29;
    static final long TCKN = 1 << 30;
    static final long NIR = 1L << 31;
    static final long SOUTH_AFRICA = 1L << 32;
    static final long SWEDEN = 1L << 33;
    static final long AREA = 1L << 34;
    /// The words that say only that a number names something: `Steuer-ID`.
    static final long ID = 1L << 35;

    private static final int SLOTS = 2048;
    private static final long[] HASHES = new long[SLOTS];
    private static final long[] BITS = new long[SLOTS];
    /// A bit for each word's hash, small enough to stay in the nearest cache: most words are none of these.
    private static final long[] SIEVE = new long[256];

    static {
        put(
                PHONE,
                "phone phones telephone telephones tel call calls called calling mobile cell cellphone handy fax sms text texted dial"
                        + " dialed dialing ring hotline landline whatsapp telegram signal reach helpline voicemail pager contact contacted"
                        + " contacts telefon telefono teléfono telefone téléphone telefoon handynummer rufnummer móvil movil portable"
                        + " celular cellulare mobil phoned helpdesk switchboard callback dialled tél fon");
        put(
                CARD,
                "card cards visa mastercard amex discover diners jcb maestro credit debit creditcard cc pan expiry expires expiration"
                        + " cvv cvc charge charged kreditkarte carte tarjeta kreditkartennummer unionpay payment");
        put(
                BANK,
                "iban bank account konto kontonummer bic swift transfer wire sepa cuenta compte conto rekening payee");
        put(SSN, "ssn ssns social security ss socials socialsecurity");
        put(
                IP,
                "ip ips ipv4 ipv6 address addresses host hosts hostname server servers ping pinged connect connected connecting"
                        + " connection connections login logged logins subnet gateway dns firewall traffic request requests blocked block client"
                        + " clients node router source destination src dst loopback localhost proxy resolver resolves resolved vpn ssh nat"
                        + " banned whitelist allowlist blacklist whitelisted listening bound lan wan nameserver interface remote peer network"
                        + " unreachable endpoint adresse dirección visitor attacker machine");
        put(
                VERSION,
                "version versions ver release releases released firmware build builds upgrade upgraded upgrading downgrade downgraded"
                        + " patch patched changelog driver drivers package packages library library's runtime sdk plugin plugins dependency"
                        + " installer compiler kernel hotfix update updated updating bump bumped chrome chromium firefox safari edge"
                        + " electron webkit opera mozilla assembly dll assemblyversion fileversion rollback software app revision bios tag"
                        + " tagged migrated migrate api's semver middleware framework requires installed install v");
        put(
                THING,
                "order orders tracking track invoice invoices isbn issn part parts sku serial ticket tickets case reference ref item items"
                        + " model product products batch lot shipment shipments shipped parcel ups fedex usps dhl issue catalog catalogue upc"
                        + " ean gtin barcode doi patent docket purchase po receipt package's consignment waybill awb confirmation booking"
                        + " reservation transaction txn sequence id identifier uuid guid record row asset inventory warehouse job bug"
                        + " pull commit request's coupon voucher flight bestellung bestellnummer rechnung sendung artikelnummer component"
                        + " components spec drawing code imei coordinate coordinates latitude longitude lat lon pmid arxiv timestamp epoch"
                        + " unix quote claim policy registration license licence delivery postnl hermes manifest container stock"
                        + " partno lookup locker license plate vin chassis form");
        put(
                BIRTH,
                "born birth dob birthday birthdate dateofbirth geboren geburtsdatum geb née né naissance nacimiento nacido nacida"
                        + " nascita nato nata birthdays nascimento geboortedatum");
        put(
                SECRET,
                "key keys secret secrets token tokens apikey api_key credential credentials bearer authorization auth access_key"
                        + " secret_key secretkey accesskey");
        put(PASSWORD, "password passwords passwd pwd passphrase passwort passcode contraseña pw");
        put(TAX, "tax taxpayer tin steuer steueridentifikationsnummer idnr steuernummer vat fiscal steuerid");
        put(
                IDENTITY,
                "identity identification national citizen resident insurance nino nino's nie nif dni nric codice fiscale passport pan pesel"
                        + " aadhaar aadhar personal personnummer hetu cpf cnpj bsn sin id ni personalausweis fin");
        put(HEALTH, "medicare patient medical health provider doctor physician insurance beneficiary");
        put(
                SECTION,
                "section sections chapter clause paragraph article appendix figure table rule step subsection §"
                        + " oid requirement heading abschnitt kapitel item");
        put(
                QUANTITY,
                "population total sum amount usd eur dollars euros price cost costs revenue profit miles km meters bytes seconds"
                        + " equals equal approximately roughly pi ratio score average mean");
        put(WALLET, "bitcoin btc wallet ethereum eth crypto litecoin");
        put(
                HASH,
                "hash hashes checksum md5 sha sha1 sha256 sha512 digest fingerprint etag commit crc blob uuid guid nonce");
        put(ITIN, "itin individual taxpayer tax");
        put(NPI, "npi provider physician");
        put(ROUTING, "routing aba rtn transit bank");
        put(NHS, "nhs patient");
        put(AADHAAR, "aadhaar aadhar uidai uid");
        put(PESEL, "pesel");
        put(BSN, "bsn burgerservicenummer sofinummer sofi");
        put(CPF, "cpf cnpj cadastro");
        put(SIN, "sin insurance social nas");
        put(TFN, "tfn tax");
        put(ABN, "abn acn business company");
        put(MEDICARE, "medicare");
        put(RRN, "rrn resident 주민등록번호");
        put(TCKN, "tckn tc kimlik turkish turkish");
        put(NIR, "nir insee sécurité securite sociale");
        put(SOUTH_AFRICA, "south african rsa identity id");
        put(SWEDEN, "personnummer swedish samordningsnummer personal identity organisationsnummer");
        put(AREA, "zip postcode postal plz");
        put(ID, "id nr no number nummer numéro numero número num");
    }

    private Topics() {}

    private static void put(long topic, String words) {
        for (String word : words.split(" ")) {
            long hash = Context.START;
            for (int index = 0; index < word.length(); index++) {
                hash = Context.next(hash, word.charAt(index));
            }
            int slot = slot(hash);
            HASHES[slot] = hash;
            BITS[slot] |= topic;
            SIEVE[sieve(hash)] |= 1L << hash;
        }
    }

    private static int slot(long hash) {
        int slot = (int) (hash ^ hash >>> 29) & SLOTS - 1;
        while (HASHES[slot] != 0 && HASHES[slot] != hash) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    private static int sieve(long hash) {
        return (int) (hash >>> 6) & SIEVE.length - 1;
    }

    /// The topics of a word by its hash, 0 for most words.
    static long of(long hash) {
        return (SIEVE[sieve(hash)] & 1L << hash) == 0 ? 0 : BITS[slot(hash)];
    }
}
