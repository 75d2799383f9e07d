-- How a spreadsheet damaged a value on its way through: from what it was to what the file holds now. Null when it
-- looks like an edit. Each kind is told by an exact rule, so that an ordinary edit is never taken for damage:
--
-- leading zero  Only digits, zeros in front: the same digits without the zeros in front. 02134 → 2134
-- plus          "+" and digits: the digits alone. +4930123 → 4930123
-- scientific    A number: the same one, rounded to the digits that its exponent form shows. 15550100001 → 1.55501E+10
--               Or 16 digits and more: zeros from the 16th on, which is where a spreadsheet's numbers end.
-- date          Two numbers, or a month's name and a number: a date of just these, or the number of its day.
--               3-4 → 4-Mar, 3/4/2026, 46085
-- encoding      Letters beyond ASCII: their UTF-8 bytes read in an old encoding, once or twice; their bytes in an old
--               encoding read as Western; or a "?" or "�" for each that the old encoding doesn't have. Chloé → ChloÃ©

CREATE FUNCTION damaged_as_number(was text, now text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  digits text;
  mantissa text;
  exponent integer;
BEGIN
  IF now ~ '^[0-9]+$' THEN
    IF was !~ '^\+?[0-9]+$' THEN
      RETURN NULL;
    END IF;
    digits := ltrim(was, '+0');
    IF now = digits OR (now = '0' AND digits = '') THEN
      RETURN CASE WHEN was LIKE '+%' THEN 'plus' ELSE 'leading zero' END;
    END IF;
    IF length(digits) > 15 AND now IN (
      rpad(left(digits, 15), length(digits), '0'), round(digits::numeric, 15 - length(digits))::text
    ) THEN
      RETURN 'scientific';
    END IF;
    RETURN NULL;
  END IF;

  -- 1.55501E+10, 1,55501E+10, 4.11111111111111E+016
  IF now ~* '^[0-9]([.,][0-9]{1,14})?E[+-][0-9]{2,3}$' AND was ~* '^\+?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]{1,3})?$' THEN
    mantissa := split_part(upper(now), 'E', 1);
    exponent := split_part(upper(now), 'E', 2);
    IF round(was::numeric, greatest(length(mantissa) - 2, 0) - exponent) = replace(now, ',', '.')::numeric THEN
      RETURN 'scientific';
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- By a name or its abbreviation, in the languages of most spreadsheets.
CREATE FUNCTION month_number(name text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ('{
    "jan": 1, "ene": 1, "gen": 1, "sty": 1,              "feb": 2, "fév": 2, "fev": 2, "lut": 2,
    "mar": 3, "mär": 3, "mrz": 3, "mrt": 3,              "apr": 4, "avr": 4, "abr": 4, "kwi": 4,
    "may": 5, "mai": 5, "mei": 5, "mag": 5, "maj": 5,    "jun": 6, "juin": 6, "giu": 6, "cze": 6,
    "jul": 7, "juil": 7, "lug": 7, "lip": 7,             "aug": 8, "aoû": 8, "ago": 8, "sie": 8,
    "sep": 9, "set": 9, "wrz": 9,                        "oct": 10, "okt": 10, "ott": 10, "out": 10, "paź": 10,
    "nov": 11, "lis": 11,                                "dec": 12, "dez": 12, "déc": 12, "dic": 12, "des": 12, "gru": 12
  }'::jsonb ->> lower(left(name, CASE WHEN name ILIKE 'jui%' THEN 4 ELSE 3 END)))::integer
$$;
--> statement-breakpoint
CREATE FUNCTION damaged_as_date(was text, now text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  short text[];
  long text[];
  named boolean := false;
  a integer;
  b integer;
  day date;
BEGIN
  -- The two that the date was made of: 3-4, 3/4, 3.4, 3-2026, MAR1, Mar 5, 5 Mar
  short := regexp_match(was, '^([0-9]{1,2})[-/.]([0-9]{1,2}|(?:19|20)[0-9]{2})$');
  IF short IS NOT NULL THEN
    a := short[1];
    b := short[2]::integer % 100;
  ELSE
    short := coalesce(
      regexp_match(was, '^([[:alpha:]]{3,9})[-. ]?([0-9]{1,2})$'),
      regexp_match(was, '^([0-9]{1,2})[-. ]?([[:alpha:]]{3,9})$')
    );
    named := short[1] ~ '[0-9]' OR short[2] ~ '[0-9]';
    a := month_number(CASE WHEN short[1] ~ '[0-9]' THEN short[2] ELSE short[1] END);
    b := CASE WHEN short[1] ~ '[0-9]' THEN short[1] ELSE short[2] END;
  END IF;
  IF a IS NULL OR b IS NULL THEN
    RETURN false;
  END IF;

  -- 4-Mar, 04. Mrz, 04/mar, 4-Mar-26
  long := regexp_match(now, '^([0-9]{1,2})(?:-|/|\.|\. )([[:alpha:]]{3,4})\.?(?:[-/. ][0-9]{2,4})?$');
  IF long IS NOT NULL THEN
    RETURN (long[1]::integer, month_number(long[2])) IN ((a, b), (b, a));
  END IF;
  -- Mar-45, of two numbers of which one is no day
  long := regexp_match(now, '^([[:alpha:]]{3,4})\.?[- ]([0-9]{2})$');
  IF long IS NOT NULL THEN
    RETURN NOT named AND (month_number(long[1]), long[2]::integer) IN ((a, b), (b, a));
  END IF;
  -- 3/4/2026, 04.03.2026, 2026-03-04, 03/04/26, 3月4日: in numbers, with a year that nobody typed
  long := coalesce(
    regexp_match(now, '^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.](?:19|20)[0-9]{2}$'),
    regexp_match(now, '^(?:19|20)[0-9]{2}[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$'),
    regexp_match(now, '^([0-9]{2})[/.]([0-9]{2})[/.][0-9]{2}$'),
    regexp_match(now, '^([0-9]{1,2})月([0-9]{1,2})日$')
  );
  IF long IS NOT NULL THEN
    RETURN (long[1]::integer, long[2]::integer) IN ((a, b), (b, a));
  END IF;
  -- 46085, the day's number; today's years only, for it is typed without one
  IF now ~ '^4[4-9][0-9]{3}$' THEN
    day := date '1899-12-30' + now::integer;
    RETURN (extract(month FROM day)::integer, extract(day FROM day)::integer) IN ((a, b), (b, a));
  END IF;
  RETURN false;
END $$;
--> statement-breakpoint
-- A text as it reads when its UTF-8 bytes are taken for an encoding in which the bytes 80 to FF mean `meanings`.
CREATE FUNCTION misread(value text, meanings text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(convert_from(convert_to(value, 'UTF8'), 'LATIN1'),
    U&'\0080\0081\0082\0083\0084\0085\0086\0087\0088\0089\008A\008B\008C\008D\008E\008F\0090\0091\0092\0093\0094\0095\0096\0097\0098\0099\009A\009B\009C\009D\009E\009F\00A0¡¢£¤¥¦§¨©ª«¬\00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
    meanings)
$$;
--> statement-breakpoint
-- A text as it reads when it is saved in such an encoding, with "?" for what that doesn't have, and taken for `western`.
CREATE FUNCTION missaved(value text, meanings text, western text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(regexp_replace(value, '[^\x01-\x7f' || meanings || ']', '?', 'g'), meanings, western)
$$;
--> statement-breakpoint
CREATE FUNCTION damaged_in_encoding(was text, now text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  -- The meanings of 80 to FF: Western, Macintosh, Central European, Cyrillic, Greek, Turkish, Baltic
  encodings CONSTANT text[] := ARRAY[
    U&'€\0081‚ƒ„…†‡ˆ‰Š‹Œ\008DŽ\008F\0090‘’“”•–—˜™š›œ\009DžŸ\00A0¡¢£¤¥¦§¨©ª«¬\00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
    U&'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\F8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
    U&'€\0081‚\0083„…†‡\0088‰Š‹ŚŤŽŹ\0090‘’“”•–—\0098™š›śťžź\00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\00AD®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙',
    U&'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\0098™љ›њќћџ\00A0ЎўЈ¤Ґ¦§Ё©Є«¬\00AD®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
    U&'€\0081‚ƒ„…†‡\0088‰\008A‹\008C\008D\008E\008F\0090‘’“”•–—\0098™\009A›\009C\009D\009E\009F\00A0΅Ά£¤¥¦§¨©ª«¬\00AD®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡÒΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώÿ',
    U&'€\0081‚ƒ„…†‡ˆ‰Š‹Œ\008D\008E\008F\0090‘’“”•–—˜™š›œ\009D\009EŸ\00A0¡¢£¤¥¦§¨©ª«¬\00AD®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ',
    U&'€\0081‚\0083„…†‡\0088‰\008A‹\008C¨ˇ¸\0090‘’“”•–—\0098™\009A›\009C¯˛\009F\00A0¡¢£¤¥¦§Ø©Ŗ«¬\00AD®Æ°±²³´µ¶·ø¹ŗ»¼½¾æĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽßąįāćäåęēčéźėģķīļšńņóōõö÷ųłśūüżž˙'
  ];
  western CONSTANT text := encodings[1];
  letters CONSTANT text := regexp_replace(was, '[\x01-\x7f]+', '', 'g');
  found CONSTANT text := regexp_replace(now, '[\x01-\x7f]+', '', 'g');
  -- Each letter changes for itself: the first one tells nearly every edit, the first few spare the rest of a long text.
  letter CONSTANT text := left(letters, 1);
  few CONSTANT text := left(letters, 20);
  first_byte CONSTANT integer := get_byte(convert_to(letter, 'UTF8'), 0);
  meanings text;
  place integer;
BEGIN
  IF letters = found THEN
    RETURN false;
  END IF;
  FOREACH meanings IN ARRAY encodings LOOP
    IF left(found, 1) = substr(meanings, first_byte - 127, 1)
       AND starts_with(found, misread(few, meanings)) AND now = misread(was, meanings) THEN
      RETURN true;
    END IF;
    place := strpos(meanings, letter);
    IF (CASE place WHEN 0 THEN now LIKE '%?%' ELSE left(found, 1) = substr(western, place, 1) END)
       AND starts_with(found, replace(missaved(few, meanings, western), '?', '')) AND now = missaved(was, meanings, western) THEN
      RETURN true;
    END IF;
  END LOOP;
  IF left(found, 1) = left(misread(misread(letter, western), western), 1) THEN
    RETURN now = misread(misread(was, western), western);
  END IF;
  IF left(found, 1) = U&'\FFFD' THEN
    RETURN now = regexp_replace(was, '[^\x01-\x7f]', U&'\FFFD', 'g');
  END IF;
  -- "?" for every letter; those beyond the first 65,536 are two of the units that became one.
  RETURN found = '' AND now IN (
    regexp_replace(was, '[^\x01-\x7f]', '?', 'g'),
    regexp_replace(regexp_replace(was, '[\U00010000-\U0010ffff]', '??', 'g'), '[^\x01-\x7f]', '?', 'g')
  );
END $$;
--> statement-breakpoint
CREATE FUNCTION spreadsheet_damage(was text, now text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  damage text;
BEGIN
  IF was = now THEN
    RETURN NULL;
  END IF;
  IF length(now) <= 320 AND now ~ '[0-9]' AND was ~ '[0-9]' THEN
    damage := damaged_as_number(was, now);
    IF damage IS NULL AND length(now) <= 12 AND was ~
       '^([0-9]{1,2}[-/.]([0-9]{1,2}|(19|20)[0-9]{2})|[[:alpha:]]{3,9}[-. ]?[0-9]{1,2}|[0-9]{1,2}[-. ]?[[:alpha:]]{3,9})$'
       AND damaged_as_date(was, now) THEN
      damage := 'date';
    END IF;
  END IF;
  -- Letters beyond ASCII. What is ASCII stays, so nearly every edit is told by the first or the last character.
  IF damage IS NULL AND octet_length(was) > length(was)
     AND (ascii(was) > 127 OR left(was, 1) = left(now, 1))
     AND (ascii(right(was, 1)) > 127 OR right(was, 1) = right(now, 1))
     -- Each spreadsheet writes the line ends in its own way.
     AND damaged_in_encoding(replace(was, E'\r\n', E'\n'), replace(now, E'\r\n', E'\n')) THEN
    damage := 'encoding';
  END IF;
  RETURN damage;
END $$;
