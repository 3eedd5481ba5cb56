<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>stashdeck::CommandView</name>
    <message numerus="yes">
        <source>%n command(s) will run</source>
        <translation>
            <numerusform>%n command will run</numerusform>
            <numerusform>%n commands will run</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::KeyPaletteSource</name>
    <message numerus="yes">
        <source>up to %n command(s)</source>
        <translation>
            <numerusform>up to %n command</numerusform>
            <numerusform>up to %n commands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::LatencyPill</name>
    <message numerus="yes">
        <source>of the last %n round trips</source>
        <translation>
            <numerusform>of the last %n round trips</numerusform>
            <numerusform>of the last %n round trips</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::RailModel</name>
    <message numerus="yes">
        <source>%1, %n need attention</source>
        <translation>
            <numerusform>%1, %n need attention</numerusform>
            <numerusform>%1, %n need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::ReviewDialog</name>
    <message numerus="yes">
        <source>%n place(s) differ, and none was changed on both sides.</source>
        <translation>
            <numerusform>%n place differs, and none was changed on both sides.</numerusform>
            <numerusform>%n places differ, and none was changed on both sides.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) were changed on both sides.</source>
        <translation>
            <numerusform>%n place was changed on both sides.</numerusform>
            <numerusform>%n places were changed on both sides.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::ValuePage</name>
    <message numerus="yes">
        <source>· runs %1 · %n command(s)</source>
        <translation>
            <numerusform>· runs %1 · %n command</numerusform>
            <numerusform>· runs %1 · %n commands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::ValuePane</name>
    <message numerus="yes">
        <source>Close without saving %n value(s)?</source>
        <translation>
            <numerusform>Close without saving %n value?</numerusform>
            <numerusform>Close without saving %n values?</numerusform>
        </translation>
    </message>
</context>
</TS>
