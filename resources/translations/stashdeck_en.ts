<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>stashdeck::ElementReview</name>
    <message numerus="yes">
        <source>%n field(s) differ.</source>
        <translation>
            <numerusform>%n field differs.</numerusform>
            <numerusform>%n fields differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) differ.</source>
        <translation>
            <numerusform>%n member differs.</numerusform>
            <numerusform>%n members differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more; they stay as you have them, or decide all at the left.</source>
        <translation>
            <numerusform>%n more; they stay as you have them, or decide all at the left.</numerusform>
            <numerusform>%n more; they stay as you have them, or decide all at the left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::KeyMenu</name>
    <message numerus="yes">
        <source>Open its %n key(s) in tabs</source>
        <translation>
            <numerusform>Open its %n key in tabs</numerusform>
            <numerusform>Open its %n keys in tabs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) chosen</source>
        <translation>
            <numerusform>%n key chosen</numerusform>
            <numerusform>%n keys chosen</numerusform>
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
    <name>stashdeck::MapEditor</name>
    <message numerus="yes">
        <source>%n member(s) edited</source>
        <translation>
            <numerusform>%n member edited</numerusform>
            <numerusform>%n members edited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) edited</source>
        <translation>
            <numerusform>%n field edited</numerusform>
            <numerusform>%n fields edited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n member(s)</source>
        <translation>
            <numerusform>Remove %n member</numerusform>
            <numerusform>Remove %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n field(s)</source>
        <translation>
            <numerusform>Remove %n field</numerusform>
            <numerusform>Remove %n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Filter %n member(s)</source>
        <translation>
            <numerusform>Filter %n member</numerusform>
            <numerusform>Filter %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Filter %n field(s)</source>
        <translation>
            <numerusform>Filter %n field</numerusform>
            <numerusform>Filter %n fields</numerusform>
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
</TS>
