using System.Text.Json;

namespace ComposeServer.Engine.Json;

internal readonly partial struct Value
{
    /// <summary>The items of a list, in order; of anything else, none.</summary>
    internal ItemEnumerator Items() => new(this);

    /// <summary>The members of an object, in order; of anything else, none.</summary>
    internal MemberEnumerator Members() => new(this);

    internal struct ItemEnumerator
    {
        private readonly Value[]? _items;
        private JsonElement.ArrayEnumerator _elements;
        private int _index = -1;

        internal ItemEnumerator(Value list)
        {
            _items = list._built as Value[] ?? (list._element.ValueKind == JsonValueKind.Array ? null : []);
            if (_items is null)
                _elements = list._element.EnumerateArray();
        }

        public readonly Value Current => _items is null ? Of(_elements.Current) : _items[_index];

        public readonly ItemEnumerator GetEnumerator() => this;

        public bool MoveNext() => _items is null ? _elements.MoveNext() : ++_index < _items.Length;
    }

    internal struct MemberEnumerator
    {
        private readonly Member[]? _members;
        private JsonElement.ObjectEnumerator _properties;
        private int _index = -1;

        internal MemberEnumerator(Value value)
        {
            _members = value._built as Member[] ?? (value._element.ValueKind == JsonValueKind.Object ? null : []);
            if (_members is null)
                _properties = value._element.EnumerateObject();
        }

        public readonly Member Current =>
            _members is null ? new Member(JsonText.NameOf(_properties.Current), Of(_properties.Current.Value)) : _members[_index];

        public readonly MemberEnumerator GetEnumerator() => this;

        public bool MoveNext() => _members is null ? _properties.MoveNext() : ++_index < _members.Length;
    }
}
