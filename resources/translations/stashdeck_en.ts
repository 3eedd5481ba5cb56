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
    <name>stashdeck::FieldTtlPopup</name>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) changed.</source>
        <translation>
            <numerusform>%n field changed.</numerusform>
            <numerusform>%n fields changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) expired or went away meanwhile.</source>
        <translation>
            <numerusform>%n field expired or went away meanwhile.</numerusform>
            <numerusform>%n fields expired or went away meanwhile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) live longer already and stay as they are.</source>
        <translation>
            <numerusform>%n field lives longer already and stays as it is.</numerusform>
            <numerusform>%n fields live longer already and stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::HashTextView</name>
    <message numerus="yes">
        <source>All %n field(s).</source>
        <translation>
            <numerusform>All %n field.</numerusform>
            <numerusform>All %n fields.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n that are not text: base64.</source>
        <translation>
            <numerusform>%n that is not text: base64.</numerusform>
            <numerusform>%n that are not text: base64.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::JsonEditor</name>
    <message numerus="yes">
        <source>%n place(s) edited</source>
        <translation>
            <numerusform>%n place edited</numerusform>
            <numerusform>%n places edited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) differ.</source>
        <translation>
            <numerusform>%n place differs.</numerusform>
            <numerusform>%n places differ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::JsonReview</name>
    <message numerus="yes">
        <source>%n place(s) differ.</source>
        <translation>
            <numerusform>%n place differs.</numerusform>
            <numerusform>%n places differ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::JsonTreeModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
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
    <name>stashdeck::ListEditor</name>
    <message numerus="yes">
        <source>%n element(s) edited</source>
        <translation>
            <numerusform>%n element edited</numerusform>
            <numerusform>%n elements edited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n element(s)</source>
        <translation>
            <numerusform>Remove %n element</numerusform>
            <numerusform>Remove %n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n element(s) differ.</source>
        <translation>
            <numerusform>%n element differs.</numerusform>
            <numerusform>%n elements differ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::ListReview</name>
    <message numerus="yes">
        <source>%n element(s) are not where they were, or were changed.</source>
        <translation>
            <numerusform>%n element is not where it was, or was changed.</numerusform>
            <numerusform>%n elements are not where they were, or were changed.</numerusform>
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
</context>
<context>
    <name>stashdeck::ProfileOptions</name>
    <message numerus="yes">
        <source>%n certificate(s)</source>
        <translation>
            <numerusform>%n certificate</numerusform>
            <numerusform>%n certificates</numerusform>
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
    <name>stashdeck::StreamEditor</name>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::StreamEntriesView</name>
    <message numerus="yes">
        <source>Delete %n entries…</source>
        <translation>
            <numerusform>Delete %n entries…</numerusform>
            <numerusform>Delete %n entries…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::StreamEntryPane</name>
    <message numerus="yes">
        <source>%1 · %n field(s) · %2</source>
        <translation>
            <numerusform>%1 · %n field · %2</numerusform>
            <numerusform>%1 · %n fields · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::StreamGroupsView</name>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stashdeck::TrimDialog</name>
    <message numerus="yes">
        <source>Remove %n element(s)</source>
        <translation>
            <numerusform>Remove %n element</numerusform>
            <numerusform>Remove %n elements</numerusform>
        </translation>
    </message>
</context>
</TS>
